namespace Explorer.Recommender.Evaluation;

/// <summary>What is measured at an epoch.</summary>
/// <remarks>
/// All but <see cref="Coverage"/>, <see cref="Mse"/> and <see cref="NeighbourStability"/> are a mean over the test users of a number that depends on the user's first k
/// items alone. Labels are the likes that count as hits, hit(p) is 1 when the item at place p = 1 … k is one of them and 0 otherwise. A
/// user without labels counts as 0. The order of the members is the order in which they are stored: add new ones at the end, before
/// <see cref="Mse"/>.
/// </remarks>
public enum Measure
{
    /// <summary>Σ hit(p) / k, 0 … 1. Always divided by k, also when there are fewer labels or items; some libraries divide by min(k, labels).</summary>
    Precision,

    /// <summary>Σ hit(p) / labels, 0 … 1. With more labels than k it cannot reach 1; some libraries divide by min(k, labels).</summary>
    Recall,

    /// <summary>1 when there is a hit, else 0.</summary>
    HitRate,

    /// <summary>Σ hit(p) / log₂(p + 1), divided by Σ 1 / log₂(p + 1) over p = 1 … min(k, labels), 0 … 1 (Järvelin and Kekäläinen 2002, binary gain).</summary>
    Ndcg,

    /// <summary>Mean average precision: Σ hit(p) · (hits among the first p / p), divided by min(k, labels), 0 … 1.</summary>
    Map,

    /// <summary>Mean reciprocal rank: 1 / p of the first hit, 0 without one.</summary>
    Mrr,

    /// <summary>Catalogue coverage: the share of all items that are among the first k of at least one test user, 0 … 1.</summary>
    Coverage,

    /// <summary>Training likes of a user's first k items, their mean, 0 or more; 0 for a user with an empty list. Lower means less mainstream.</summary>
    Popularity,

    /// <summary>Mean squared error over all cells of the test users, 0 or more; has no k. See <see cref="MeanSquaredError"/>.</summary>
    Mse,

    /// <summary>
    /// Σ |Nᵢ ∩ Nᵢ′| / (10 · items) over a fixed sample of 256 items, 0 … 1: Nᵢ are the ten nearest items of i by cosine, Nᵢ′ those at the
    /// measured epoch before. Knows neither list nor k; says when a trial has settled, not whether it is good. See <see cref="NeighbourWatch"/>.
    /// </summary>
    NeighbourStability,
}
