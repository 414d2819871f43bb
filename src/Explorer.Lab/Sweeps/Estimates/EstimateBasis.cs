namespace Explorer.Lab.Sweeps.Estimates;

/// <summary>What a <see cref="TimeEstimate"/> rests on.</summary>
public enum EstimateBasis
{
    /// <summary>Earlier trials on the same likes and thresholds.</summary>
    SameData,

    /// <summary>Earlier trials on other likes or thresholds.</summary>
    OtherData,

    /// <summary>Nothing measured here: times of another machine.</summary>
    Reference,
}
