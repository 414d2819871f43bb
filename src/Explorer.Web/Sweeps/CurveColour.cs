namespace Explorer.Web.Sweeps;

/// <summary>What the colour of a curve stands for.</summary>
public enum CurveColour
{
    /// <summary>f.</summary>
    Factors,

    /// <summary>λ.</summary>
    Lambda,

    /// <summary>α.</summary>
    Alpha,

    /// <summary>The place among the drawn trials: one colour that fades with the rank, as in the post's picture.</summary>
    Rank,
}
