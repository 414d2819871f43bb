namespace Explorer.Recommender.Numerics;

/// <summary>Where the right side of a product is zero, so that the product can leave it out.</summary>
internal enum Triangle
{
    /// <summary>Nowhere.</summary>
    None,

    /// <summary>Below the diagonal.</summary>
    Upper,

    /// <summary>Above the diagonal.</summary>
    Lower,
}
