namespace Explorer.Lab.Sweeps.Sampling;

/// <summary>Which hyperparameters of a grid are given as ranges; null for those given as lists.</summary>
public sealed record GridRanges
{
    /// <summary>Lists only.</summary>
    public static GridRanges None { get; } = new();

    /// <summary>Of f.</summary>
    public SearchRange? Factors { get; init; }

    /// <summary>Of λ.</summary>
    public SearchRange? Regularization { get; init; }

    /// <summary>Of the items' λ.</summary>
    public SearchRange? ItemRegularization { get; init; }

    /// <summary>Of α.</summary>
    public SearchRange? Alpha { get; init; }

    /// <summary>Checks every range there is.</summary>
    /// <exception cref="Recommender.ExplorerException">One gives no values.</exception>
    public void Validate()
    {
        Factors?.Validate("Factors", isWhole: true);
        Regularization?.Validate("Regularization (λ)", isWhole: false);
        ItemRegularization?.Validate("Regularization of items (λ)", isWhole: false);
        Alpha?.Validate("Alpha (α)", isWhole: false);
    }
}
