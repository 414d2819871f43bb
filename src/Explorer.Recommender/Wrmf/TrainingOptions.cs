namespace Explorer.Recommender.Wrmf;

/// <summary>How to train, as opposed to what. The number of threads never changes the result, to the last bit.</summary>
/// <param name="Seed">Start factors are drawn from this seed.</param>
/// <param name="Threads">Workers for one half-epoch, 1 or more; 0 means one per processor.</param>
/// <param name="Solver">How half-epochs are solved.</param>
public sealed record TrainingOptions(int Seed, int Threads = 0, SolverKind Solver = SolverKind.Whitened)
{
    /// <summary>What all trials of a sweep share.</summary>
    public TrainingSettings Settings { get; init; } = TrainingSettings.Default;

    /// <summary>Checks every value against its range.</summary>
    /// <exception cref="ExplorerException">A value is out of range; the message names it.</exception>
    public void Validate()
    {
        if (Threads < 0)
        {
            throw new ExplorerException($"Threads: {Threads} is negative. Use 1 or more, or 0 for one per processor.");
        }

        Settings.Validate();
    }
}
