namespace Explorer.Lab.Sweeps.Understanding;

/// <summary>What an <see cref="AdviceNote"/> is about.</summary>
public enum AdviceKind
{
    /// <summary>The best trial lies at the edge of the grid.</summary>
    Edge,

    /// <summary>The best trial is still improving where it ends.</summary>
    Rising,

    /// <summary>The best trial goes on learning the training likes while the test gets worse.</summary>
    OverFitting,

    /// <summary>Other trials are as good as the best one as far as can be told.</summary>
    Tie,

    /// <summary>A hyperparameter hardly matters.</summary>
    Flat,

    /// <summary>Nearly the best for much less time.</summary>
    Bargain,

    /// <summary>Trials have failed.</summary>
    Failed,
}
