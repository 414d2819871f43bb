namespace Explorer.Lab.Datasets;

/// <summary>Whether the likes of a dataset have weights.</summary>
public enum WeightsKind
{
    /// <summary>Every like counts once.</summary>
    None,

    /// <summary>They have; the weights of repeats were added.</summary>
    Sum,

    /// <summary>They have; of repeats the greatest weight counts.</summary>
    Maximum,
}
