namespace Explorer.Recommender.Wrmf;

/// <summary>How confidence grows with the count of a like.</summary>
public enum ConfidenceKind
{
    /// <summary>c = 1 + αd.</summary>
    Linear,

    /// <summary>c = 1 + α·log(1 + d/ε), for counts that span orders of magnitude.</summary>
    Logarithmic,
}
