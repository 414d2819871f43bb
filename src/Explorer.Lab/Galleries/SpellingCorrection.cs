using System.Numerics;

namespace Explorer.Lab.Galleries;

/// <summary>The distinct words of all names, and those that a misspelt word may have meant.</summary>
internal sealed class SpellingCorrection
{
    private const int LeastLength = 4;
    private const int LongLength = 8;
    private const int MostCorrections = 4;

    /// <summary>Distinct words, how many items have them, and which letters they are made of.</summary>
    private readonly (string Word, int Count, uint Letters)[] _words;

    public SpellingCorrection(SearchText text)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var bySpan = counts.GetAlternateLookup<ReadOnlySpan<char>>();
        var all = text.All;
        var start = -1;
        for (var place = 0; place <= all.Length; place++)
        {
            var isPart = place < all.Length && char.IsLetter(all[place]);
            if (isPart && start < 0)
            {
                start = place;
            }
            else if (!isPart && start >= 0)
            {
                if (place - start is >= LeastLength - 1 and <= 24)
                {
                    var word = all[start..place];
                    bySpan[word] = bySpan.TryGetValue(word, out var count) ? count + 1 : 1;
                }

                start = -1;
            }
        }

        _words = [.. counts.Select(word => (word.Key, word.Value, LettersOf(word.Key)))];
    }

    /// <summary>Words within one letter of a word of four to seven letters, or two of a longer one: the nearest first, then the most frequent. None for shorter ones.</summary>
    public IReadOnlyList<string> Of(string word)
    {
        if (word.Length < LeastLength)
        {
            return [];
        }

        var most = word.Length < LongLength ? 1 : 2;
        var letters = LettersOf(word);
        var found = new List<(string Word, int Distance, int Count)>();
        foreach (var (candidate, count, candidateLetters) in _words)
        {
            // A letter put in, left out or exchanged changes at most two of the letters that occur.
            if (Math.Abs(candidate.Length - word.Length) <= most && BitOperations.PopCount(letters ^ candidateLetters) <= 2 * most
                && Distance(word, candidate, most) is var distance && distance <= most)
            {
                found.Add((candidate, distance, count));
            }
        }

        return [.. found.OrderBy(one => one.Distance).ThenByDescending(one => one.Count).ThenBy(one => one.Word, StringComparer.Ordinal).Take(MostCorrections).Select(one => one.Word)];
    }

    /// <summary>Letters put in, left out, exchanged, or swapped with the next (optimal string alignment); anything above the most is most + 1.</summary>
    internal static int Distance(ReadOnlySpan<char> a, ReadOnlySpan<char> b, int most)
    {
        var width = b.Length + 1;
        Span<int> rows = stackalloc int[3 * width];
        var before = rows[..width];
        var last = rows.Slice(width, width);
        var next = rows[(2 * width)..];
        for (var column = 0; column <= b.Length; column++)
        {
            last[column] = column;
        }

        for (var row = 1; row <= a.Length; row++)
        {
            next[0] = row;
            var least = row;
            for (var column = 1; column <= b.Length; column++)
            {
                var exchange = last[column - 1] + (a[row - 1] == b[column - 1] ? 0 : 1);
                next[column] = Math.Min(exchange, Math.Min(last[column], next[column - 1]) + 1);
                if (row > 1 && column > 1 && a[row - 1] == b[column - 2] && a[row - 2] == b[column - 1])
                {
                    next[column] = Math.Min(next[column], before[column - 2] + 1);
                }

                least = Math.Min(least, next[column]);
            }

            if (least > most)
            {
                return most + 1;
            }

            var spare = before;
            before = last;
            last = next;
            next = spare;
        }

        return Math.Min(last[b.Length], most + 1);
    }

    private static uint LettersOf(string word)
    {
        var letters = 0u;
        foreach (var letter in word)
        {
            letters |= 1u << (letter & 31);
        }

        return letters;
    }
}
