using Explorer.Lab.Sweeps;
using Explorer.Lab.Sweeps.Sampling;

namespace Explorer.Web.Sweeps;

/// <summary>
/// Which trials share a colour in the curves: those with the same number of factors, or, where a sampler draws from a range, with numbers between
/// the same two of some steps. Depends on the specification alone, so that points that arrive never change the traces.
/// </summary>
internal sealed class FactorGroups
{
    /// <summary>Colours that can be told apart, and traces that are drawn quickly.</summary>
    private const int MostIntervals = 6;

    private readonly int[] _starts;
    private readonly int _end;
    private readonly bool _isDrawn;

    private FactorGroups(int[] starts, int end, bool isDrawn) => (_starts, _end, _isDrawn) = (starts, end, isDrawn);

    /// <summary>How many there are, 1 or more.</summary>
    public int Count => _starts.Length;

    public static FactorGroups Of(SweepSpec spec)
    {
        if (spec.Sampling.Kind != SamplerKind.Grid && spec.Grid.Ranges.Factors is { } range)
        {
            // Each starts at a step; the last one holds the end of the range as well.
            var steps = (range with { Steps = Math.Min(MostIntervals + 1, range.Steps) }).WholeValues();
            return new FactorGroups([.. steps.Take(steps.Count - 1)], (int)range.To, isDrawn: true);
        }

        int[] counts = [.. spec.Grid.Factors.Distinct().Order()];
        return new FactorGroups(counts, counts[^1], isDrawn: false);
    }

    /// <summary>The name of a group, such as “f = 40” or “f = 8 … 15”.</summary>
    public string NameOf(int group)
    {
        var last = group + 1 < Count ? _starts[group + 1] - 1 : _end;
        return !_isDrawn || last == _starts[group] ? $"f = {_starts[group]}" : $"f = {_starts[group]} … {last}";
    }

    /// <summary>The group of a number of factors; −1 when it is in none.</summary>
    public int Of(int factorCount)
    {
        var place = Array.BinarySearch(_starts, factorCount);
        return place >= 0 ? place : _isDrawn && ~place > 0 && factorCount <= _end ? ~place - 1 : -1;
    }
}
