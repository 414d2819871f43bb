namespace Explorer.Lab.Galleries;

/// <summary>All that can be searched as one long text in lower case, most liked items first, so that a search is a few passes of the platform's vectorised <c>IndexOf</c>.</summary>
/// <remarks>An item is <c>NameMark name TagMark tags IdMark id</c>; the marks are control characters that text in a file does not hold, or loses here.</remarks>
internal sealed class SearchText
{
    public const char NameMark = '\u0001';
    public const char TagMark = '\u0002';
    public const char IdMark = '\u0003';

    private readonly char[] _text;
    private readonly int[] _starts;

    public SearchText(IReadOnlyList<GalleryItem> items)
    {
        _starts = new int[items.Count + 1];
        var length = items.Sum(item => (long)item.Name.Length + item.Tags.Length + item.ItemId.Length + 3);
        _text = new char[checked((int)length)];
        var end = 0;
        for (var item = 0; item < items.Count; item++)
        {
            _starts[item] = end;
            end = Append(items[item].Name, NameMark, end);
            end = Append(items[item].Tags, TagMark, end);
            end = Append(items[item].ItemId, IdMark, end);
        }

        _starts[^1] = end;
    }

    /// <summary>Everything.</summary>
    public ReadOnlySpan<char> All => _text;

    /// <summary>How many items there are.</summary>
    public int ItemCount => _starts.Length - 1;

    /// <summary>The text of one item with its marks.</summary>
    public ReadOnlySpan<char> this[int item] => _text.AsSpan(_starts[item], _starts[item + 1] - _starts[item]);

    /// <summary>The text of items from one on.</summary>
    public ReadOnlySpan<char> From(int item) => _text.AsSpan(_starts[item]);

    /// <summary>Where an item's text begins in <see cref="All"/>; the end of all for one past the last.</summary>
    public int StartOf(int item) => _starts[item];

    /// <summary>The item a place in <see cref="All"/> belongs to.</summary>
    /// <param name="place">A place in the text.</param>
    /// <param name="atLeast">An item that is not after it.</param>
    public int ItemAt(int place, int atLeast)
    {
        var found = Array.BinarySearch(_starts, atLeast, _starts.Length - atLeast, place);
        return found >= 0 ? found : ~found - 1;
    }

    /// <summary>Whether a word begins at a place.</summary>
    public static bool IsWordStart(ReadOnlySpan<char> text, int place) => place == 0 || !char.IsLetterOrDigit(text[place - 1]);

    /// <summary>The words of a text, in order.</summary>
    public static IEnumerable<string> WordsOf(string text)
    {
        var start = -1;
        for (var place = 0; place <= text.Length; place++)
        {
            var isPart = place < text.Length && char.IsLetterOrDigit(text[place]);
            if (isPart && start < 0)
            {
                start = place;
            }
            else if (!isPart && start >= 0)
            {
                yield return text[start..place];
                start = -1;
            }
        }
    }

    private int Append(string part, char mark, int end)
    {
        _text[end++] = mark;
        var target = _text.AsSpan(end, part.Length);
        part.AsSpan().ToLowerInvariant(target);
        target.ReplaceAny(Marks, ' ');
        return end + part.Length;
    }

    private static readonly System.Buffers.SearchValues<char> Marks = System.Buffers.SearchValues.Create([NameMark, TagMark, IdMark]);
}
