using Explorer.Recommender.Wrmf;

namespace Explorer.Lab.Sweeps.Sampling;

/// <summary>What a sampler draws from: a grid's lists and ranges as a cube with an edge of 1 for each hyperparameter.</summary>
public sealed class SearchSpace
{
    private readonly SearchAxis[] _axes;

    private SearchSpace(SearchAxis[] axes) => _axes = axes;

    /// <summary>Edges of the cube: f, λ, α, and the items' λ where they have one.</summary>
    public int Dimensions => _axes.Length;

    /// <summary>Distinct combinations; null when there is no end to them, or more than a whole number holds.</summary>
    public long? Count => _axes.Aggregate((long?)1, (product, axis) => product is { } known && axis.Count is { } count && known <= long.MaxValue / count ? known * count : null);

    /// <summary>The space that a grid's values span.</summary>
    /// <param name="grid">Checked by <see cref="Grid.Validate"/>.</param>
    public static SearchSpace Of(Grid grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        SearchAxis[] axes =
        [
            SearchAxis.Of(grid.Factors.Select(value => (double)value), grid.Ranges.Factors, isWhole: true),
            SearchAxis.Of(grid.Regularization, grid.Ranges.Regularization),
            SearchAxis.Of(grid.Alpha, grid.Ranges.Alpha),
        ];
        return new(grid.ItemRegularization is { Count: > 0 } ofItems ? [.. axes, SearchAxis.Of(ofItems, grid.Ranges.ItemRegularization)] : axes);
    }

    /// <summary>The combination at a place.</summary>
    /// <param name="place">Shape [<see cref="Dimensions"/>], each 0 … 1.</param>
    public Hyperparameters At(ReadOnlySpan<double> place) =>
        new((int)_axes[0].ValueAt(place[0]), _axes[1].ValueAt(place[1]), _axes[2].ValueAt(place[2]))
        {
            ItemRegularization = Dimensions > 3 ? _axes[3].ValueAt(place[3]) : null,
        };

    /// <summary>Where a combination lies, shape [<see cref="Dimensions"/>]; one from outside lies at the nearest edge.</summary>
    public double[] PlaceOf(Hyperparameters hyperparameters)
    {
        ArgumentNullException.ThrowIfNull(hyperparameters);
        double[] place =
        [
            _axes[0].PlaceOf(hyperparameters.FactorCount),
            _axes[1].PlaceOf(hyperparameters.Regularization),
            _axes[2].PlaceOf(hyperparameters.Alpha),
        ];
        return Dimensions > 3 ? [.. place, _axes[3].PlaceOf(hyperparameters.ItemRegularization ?? hyperparameters.Regularization)] : place;
    }

    /// <summary>All combinations; only where <see cref="Count"/> is known.</summary>
    internal IEnumerable<Hyperparameters> All() =>
        from factors in _axes[0].Values()
        from regularization in _axes[1].Values()
        from alpha in _axes[2].Values()
        from ofItems in Dimensions > 3 ? _axes[3].Values().Cast<double?>() : [null]
        select new Hyperparameters((int)factors, regularization, alpha) { ItemRegularization = ofItems };
}
