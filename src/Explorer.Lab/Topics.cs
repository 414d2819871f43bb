using Explorer.Lab.Refits;
using Explorer.Lab.Sweeps;

namespace Explorer.Lab;

/// <summary>What a <see cref="Bell"/> can ring for.</summary>
public static class Topics
{
    /// <summary>Anything in a list has changed: a dataset, sweep or factorization came, went or changed its state or progress.</summary>
    public const string Lists = "lists";

    /// <summary>A sweep, one of its trials or its points have changed.</summary>
    public static string Sweep(SweepId id) => FormattableString.Invariant($"sweep/{id.Value}");

    /// <summary>An import that somebody watches has come further, or has ended.</summary>
    public static string Import(Guid id) => $"import/{id}";

    /// <summary>A refit has changed its state or progress.</summary>
    public static string Factorization(FactorizationId id) => FormattableString.Invariant($"factorization/{id.Value}");
}
