namespace Explorer.Lab.Sweeps.Sampling;

/// <summary>One hyperparameter as a sampler sees it: places from 0 to 1, whatever the values are.</summary>
/// <remarks>
/// A list takes an equal part for each of its values, ascending, so that neighbours in value are neighbours in place. A range follows its
/// scale; where 0 belongs to it as well, 0 takes the lowest part, as large as a step.
/// </remarks>
internal sealed class SearchAxis
{
    /// <summary>A whole number takes half a unit on either side.</summary>
    private const double Half = 0.5;

    private readonly double[] _values;
    private readonly SearchRange? _range;
    private readonly bool _isWhole;

    private SearchAxis(double[] values, SearchRange? range, bool isWhole) => (_values, _range, _isWhole) = (values, range, isWhole);

    /// <summary>How many values there are; null when there is no end to them.</summary>
    public long? Count => _range is null ? _values.Length : _isWhole ? (long)(_range.To - _range.From) + 1 : null;

    /// <summary>The share of the places that 0 takes.</summary>
    private double ZeroPart => _range is { HasZero: true, From: > 0 } ? 1.0 / (_range.Steps + 1) : 0;

    public static SearchAxis Of(IEnumerable<double> values, SearchRange? range, bool isWhole = false) => new([.. values.Distinct().Order()], range, isWhole);

    public double ValueAt(double place)
    {
        if (_range is null)
        {
            return _values[Math.Clamp((int)(place * _values.Length), 0, _values.Length - 1)];
        }

        if (place < ZeroPart)
        {
            return 0;
        }

        var share = (place - ZeroPart) / (1 - ZeroPart);

        // Beyond the ends by half a unit, so that they are drawn as often as the others.
        return _isWhole
            ? Math.Clamp(Math.Round(_range.Between(_range.From - Half, _range.To + Half, share)), _range.From, _range.To)
            : _range.At(share);
    }

    public double PlaceOf(double value)
    {
        if (_range is null)
        {
            var index = Array.BinarySearch(_values, value);
            return index >= 0 ? (index + 0.5) / _values.Length : ~index / (double)_values.Length;
        }

        if (_isWhole)
        {
            return _range.ShareOf(value, _range.From - Half, _range.To + Half);
        }

        return value == 0 && ZeroPart > 0 ? ZeroPart / 2 : ZeroPart + ((1 - ZeroPart) * _range.ShareOf(value));
    }

    /// <summary>All values; only where <see cref="Count"/> is known.</summary>
    public IEnumerable<double> Values() =>
        _range is null ? _values : Enumerable.Range(0, (int)(Count ?? throw new InvalidOperationException("There is no end to them."))).Select(step => _range.From + step);
}
