namespace Explorer.Recommender.Likes.Tables;

/// <summary>Turns <c>\"</c> into a doubled quote and <c>\\</c> into one backslash, so that one reader serves both ways to escape.</summary>
/// <remarks>Works on single bytes, so on UTF-8 and its like; line ends stay where they are, and with them the line numbers.</remarks>
/// <param name="inner">Not disposed here.</param>
/// <param name="quote">The quote character, ASCII.</param>
internal sealed class BackslashQuotes(Stream inner, byte quote) : AsyncReadStream
{
    private readonly byte[] _input = new byte[1 << 15];

    /// <summary>Every byte gives two at most, and a backslash may be left over from before.</summary>
    private readonly byte[] _output = new byte[(1 << 16) + 2];
    private int _start;
    private int _end;
    private bool _isEscaped;
    private bool _isAtEnd;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_start == _end && !_isAtEnd)
        {
            var read = await inner.ReadAsync(_input, cancellationToken);
            (_start, _end) = (0, 0);
            _isAtEnd = read == 0;
            Translate(_input.AsSpan(0, read));
        }

        var count = Math.Min(buffer.Length, _end - _start);
        _output.AsMemory(_start, count).CopyTo(buffer);
        _start += count;
        return count;
    }

    private void Translate(ReadOnlySpan<byte> text)
    {
        foreach (var letter in text)
        {
            if (!_isEscaped && letter == '\\')
            {
                _isEscaped = true;
                continue;
            }

            if (_isEscaped && letter != '\\')
            {
                _output[_end++] = letter == quote ? quote : (byte)'\\';
            }

            _isEscaped = false;
            _output[_end++] = letter;
        }

        if (_isAtEnd && _isEscaped)
        {
            _output[_end++] = (byte)'\\';
        }
    }
}
