using System.Text;

namespace Explorer.Recommender.Likes.Tables;

/// <summary>Puts one control character in the place of each separator of several characters, so that one reader serves both.</summary>
/// <remarks>
/// Works on single bytes, so on UTF-8 and its like; line ends stay where they are, and with them the line numbers. The separator is
/// replaced inside quotes too: <see cref="Restore(string, string)"/> puts it back into the fields.
/// </remarks>
/// <param name="inner">Not disposed here.</param>
/// <param name="separator">Two characters or more, ASCII.</param>
internal sealed class LongSeparator(Stream inner, string separator) : AsyncReadStream
{
    /// <summary>What ASCII has for separating fields; no text holds it.</summary>
    public const char StandIn = '\u001F';

    private readonly byte[] _separator = Encoding.ASCII.GetBytes(separator);
    private readonly byte[] _input = new byte[1 << 16];
    private int _start;
    private int _end;
    private long _lineBreaks;
    private bool _isAtEnd;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = Translate(buffer.Span);
        while (count == 0 && !_isAtEnd && !buffer.IsEmpty)
        {
            await FillAsync(cancellationToken);
            count = Translate(buffer.Span);
        }

        return count;
    }

    /// <summary>A field or row with its separators as they stand in the file.</summary>
    public static string Restore(string text, string separator) => text.Replace(StandIn.ToString(), separator, StringComparison.Ordinal);

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        _input.AsSpan(_start, _end - _start).CopyTo(_input);
        (_start, _end) = (0, _end - _start);
        var read = await inner.ReadAsync(_input.AsMemory(_end), cancellationToken);
        _isAtEnd = read == 0;
        RequireNoStandIn(_input.AsSpan(_end, read));
        _end += read;
    }

    private void RequireNoStandIn(ReadOnlySpan<byte> text)
    {
        if (text.IndexOf((byte)StandIn) is var place and >= 0)
        {
            var line = 1 + _lineBreaks + TableDialect.CountLineBreaks(text[..place]);
            throw new ExplorerException(
                $"Line {line}: the text holds the control character U+001F, which cannot be read together with the separator {Excerpt.Of(separator)}. Remove it, or choose another separator.");
        }

        _lineBreaks += TableDialect.CountLineBreaks(text);
    }

    /// <summary>As many bytes as there are for sure, and as fit.</summary>
    private int Translate(Span<byte> output)
    {
        var written = 0;
        while (written < output.Length)
        {
            var rest = _input.AsSpan(_start, _end - _start);
            var next = rest.IndexOf(_separator);
            if (next == 0)
            {
                output[written++] = (byte)StandIn;
                _start += _separator.Length;
                continue;
            }

            // Where no separator follows, the last bytes may be the beginning of one.
            var sure = next > 0 ? next : _isAtEnd ? rest.Length : Math.Max(0, rest.Length - _separator.Length + 1);
            var length = Math.Min(sure, output.Length - written);
            if (length == 0)
            {
                break;
            }

            rest[..length].CopyTo(output[written..]);
            written += length;
            _start += length;
        }

        return written;
    }
}
