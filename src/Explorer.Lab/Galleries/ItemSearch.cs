namespace Explorer.Lab.Galleries;

/// <summary>Finds items by name, tag or id as one types, without regard to case; see <see cref="Gallery.Search"/> for the order.</summary>
internal sealed class ItemSearch
{
    /// <summary>With fewer matches than this, misspelt words are looked for too.</summary>
    private const int Enough = 3;

    /// <summary>Most liked first, so that equally good matches come in that order.</summary>
    private readonly GalleryItem[] _items;

    private readonly SearchText _text;
    private readonly SpellingCorrection _spelling;

    public ItemSearch(IEnumerable<GalleryItem> items)
    {
        _items = [.. items.OrderByDescending(item => item.Likes)];
        _text = new SearchText(_items);
        _spelling = new SpellingCorrection(_text);
    }

    public GalleryItem MostLiked => _items[0];

    public IReadOnlyList<GalleryItem> Find(string text, int take)
    {
        var words = WordsOf(text);
        if (words.Length == 0)
        {
            return _items.AsSpan(0, Math.Min(take, _items.Length)).ToArray();
        }

        var phrase = string.Join(' ', words);
        var found = new Findings(take);
        AddExact(phrase, found);
        AddAt(SearchText.NameMark + phrase, found);
        AddContaining(phrase, found);
        if (words.Length > 1)
        {
            AddWithAllWords([.. words.Select(word => (string[])[word])], found);
        }

        if (found.Count < Math.Min(Enough, take))
        {
            AddMisspelt(words, found);
        }

        return [.. found.Items.Select(item => _items[item])];
    }

    /// <summary>What was typed, in words and lower case; control characters part words, since some of them mark the parts of an item's text.</summary>
    private static string[] WordsOf(string text) =>
        string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : char.ToLowerInvariant(letter))).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private void AddExact(string phrase, Findings found)
    {
        AddAt($"{SearchText.NameMark}{phrase}{SearchText.TagMark}", found);
        AddAt($"{SearchText.IdMark}{phrase}{SearchText.NameMark}", found);
        var last = SearchText.IdMark + phrase;
        if (_text.ItemCount > 0 && _text[_text.ItemCount - 1].EndsWith(last, StringComparison.Ordinal))
        {
            found.Add(_text.ItemCount - 1);
        }
    }

    private void AddAt(string marked, Findings found)
    {
        var item = 0;
        while (!found.IsFull && item < _text.ItemCount && _text.From(item).IndexOf(marked, StringComparison.Ordinal) is >= 0 and var place)
        {
            item = _text.ItemAt(_text.StartOf(item) + place, item);
            found.Add(item);
            item++;
        }
    }

    /// <summary>Where words begin so, then ids that do, then anywhere; the best of an item's places counts.</summary>
    private void AddContaining(string phrase, Findings found)
    {
        var (wordStarts, others) = (new List<int>(), new List<int>());
        var wanted = found.Left;
        var all = _text.All;
        var place = all.IndexOf(phrase, StringComparison.Ordinal);
        var item = 0;
        while (place >= 0 && wordStarts.Count < wanted)
        {
            item = _text.ItemAt(place, item);
            var isWordStart = SearchText.IsWordStart(all, place);
            if (isWordStart || others.Count < wanted)
            {
                if (isWordStart && !found.Has(item))
                {
                    wordStarts.Add(item);
                }
                else if (!isWordStart && (others.Count == 0 || others[^1] != item))
                {
                    others.Add(item);
                }
            }

            // After a word's beginning nothing better can come in the same item.
            var next = isWordStart ? _text.StartOf(item + 1) : place + 1;
            var step = all[next..].IndexOf(phrase, StringComparison.Ordinal);
            place = step < 0 ? -1 : next + step;
        }

        wordStarts.ForEach(found.Add);
        others.ForEach(found.Add);
    }

    /// <summary>Items where each word, or one of those it may stand for, begins a word.</summary>
    /// <param name="alternatives">For each word what may stand in its place.</param>
    private void AddWithAllWords(IReadOnlyList<string[]> alternatives, Findings found)
    {
        // The longest word is the rarest guess; only items that have it are looked at.
        var key = alternatives.MaxBy(words => words.Min(word => word.Length)) ?? [];
        var candidates = new SortedSet<int>();
        foreach (var word in key)
        {
            var item = 0;
            while (candidates.Count < 100 * found.Wanted && item < _text.ItemCount && _text.From(item).IndexOf(word, StringComparison.Ordinal) is >= 0 and var place)
            {
                item = _text.ItemAt(_text.StartOf(item) + place, item);
                if (alternatives.All(words => HasWord(item, words)))
                {
                    candidates.Add(item);
                }

                item++;
            }
        }

        foreach (var item in candidates)
        {
            found.Add(item);
        }
    }

    private void AddMisspelt(string[] words, Findings found)
    {
        var alternatives = words.Select(word => ((string[])[word, .. _spelling.Of(word)])).ToArray();
        if (alternatives.Any(words => words.Length > 1))
        {
            AddWithAllWords(alternatives, found);
        }
    }

    private bool HasWord(int item, string[] alternatives)
    {
        var text = _text[item];
        foreach (var word in alternatives)
        {
            for (var from = 0; text[from..].IndexOf(word, StringComparison.Ordinal) is >= 0 and var place; from += place + 1)
            {
                if (SearchText.IsWordStart(text, from + place))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Distinct items in the order they were found, up to as many as are wanted.</summary>
    private sealed class Findings(int wanted)
    {
        private readonly List<int> _items = [];
        private readonly HashSet<int> _known = [];

        public IReadOnlyList<int> Items => _items;

        public int Wanted => wanted;

        public int Count => _items.Count;

        public int Left => wanted - _items.Count;

        public bool IsFull => Left == 0;

        public bool Has(int item) => _known.Contains(item);

        public void Add(int item)
        {
            if (!IsFull && _known.Add(item))
            {
                _items.Add(item);
            }
        }
    }
}
