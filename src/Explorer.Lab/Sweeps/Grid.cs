using System.Diagnostics.CodeAnalysis;
using Explorer.Lab.Sweeps.Sampling;
using Explorer.Recommender;
using Explorer.Recommender.Wrmf;

namespace Explorer.Lab.Sweeps;

/// <summary>The values to combine. Every combination becomes one trial.</summary>
/// <param name="Factors">Factor counts f.</param>
/// <param name="Regularization">Values of λ; of users only, when <see cref="ItemRegularization"/> is given.</param>
/// <param name="Alpha">Values of α in c = 1 + αd.</param>
public sealed record Grid(IReadOnlyList<int> Factors, IReadOnlyList<double> Regularization, IReadOnlyList<double> Alpha)
{
    /// <summary>Values of λ for items, combined with those for users; null or empty when items take the users' λ.</summary>
    public IReadOnlyList<double>? ItemRegularization { get; init; }

    /// <summary>The ranges that some of the lists are the steps of; samplers other than the grid draw from them.</summary>
    public GridRanges Ranges { get; init; } = GridRanges.None;

    /// <summary>A small first look: 2 × 2 × 2.</summary>
    public static Grid Small { get; } = new([10, 40], [0.1, 10], [9, 49]);

    /// <summary>The post's 180 combinations. Its α of {1, 10, 50, 100, 500, 1000} were c = αd, so here they are one less.</summary>
    public static Grid Post { get; } = new(
        [10, 20, 40, 80, 120],
        [0, 1e-5, 1e-3, 1e-1, 1e1, 1e2],
        [0, 9, 49, 99, 499, 999]);

    /// <summary>Distinct combinations.</summary>
    public long Count => checked(
        Factors.Distinct().LongCount() * Regularization.Distinct().LongCount() * OfItems.LongCount() * Alpha.Distinct().LongCount());

    /// <summary>The same grid with ranges, whose steps become the values of their lists.</summary>
    /// <exception cref="ExplorerException">A range gives no values.</exception>
    public Grid WithRanges(GridRanges ranges)
    {
        ArgumentNullException.ThrowIfNull(ranges);
        ranges.Validate();
        return this with
        {
            Factors = ranges.Factors?.WholeValues() ?? Factors,
            Regularization = ranges.Regularization?.Values() ?? Regularization,
            ItemRegularization = ranges.ItemRegularization?.Values() ?? ItemRegularization,
            Alpha = ranges.Alpha?.Values() ?? Alpha,
            Ranges = ranges,
        };
    }

    /// <summary>All distinct combinations: factors vary slowest, α fastest.</summary>
    public IEnumerable<Hyperparameters> Combinations() =>
        from factorCount in Factors.Distinct()
        from regularization in Regularization.Distinct()
        from ofItems in OfItems
        from alpha in Alpha.Distinct()
        select new Hyperparameters(factorCount, regularization, alpha) { ItemRegularization = ofItems };

    /// <summary>Checks that every list has a value and every value is in range.</summary>
    /// <exception cref="ExplorerException">A list is empty or a value out of range.</exception>
    public void Validate()
    {
        RequireAny(Factors, "factors", "10, 40");
        RequireAny(Regularization, "regularization (λ)", "0.1, 10");
        RequireAny(Alpha, "alpha (α)", "9, 49");

        // Value by value: the combinations may be too many to go through.
        foreach (var hyperparameters in Factors.Select(value => new Hyperparameters(value, 0, 0))
            .Concat(Regularization.Select(value => new Hyperparameters(1, value, 0)))
            .Concat(OfItems.Select(value => new Hyperparameters(1, 0, 0) { ItemRegularization = value }))
            .Concat(Alpha.Select(value => new Hyperparameters(1, 0, value))))
        {
            hyperparameters.Validate();
        }
    }

    /// <summary>Distinct λ of items; a single null when they take the users' λ.</summary>
    private IEnumerable<double?> OfItems => ItemRegularization is null or [] ? [null] : ItemRegularization.Distinct().Cast<double?>();

    private static void RequireAny<T>([NotNull] IReadOnlyList<T>? values, string name, string example)
    {
        if (values is null or [])
        {
            throw new ExplorerException($"The grid has no value for {name}. Give at least one, for example {example}.");
        }
    }
}
