namespace Explorer.Recommender.Wrmf;

/// <summary>How to train, as opposed to what. The number of threads never changes the result, to the last bit.</summary>
/// <param name="Seed">Start factors are N(0, 1) drawn from this seed.</param>
/// <param name="Threads">Workers for one half-epoch, 1 or more; 0 means one per processor.</param>
/// <param name="Solver">How half-epochs are solved.</param>
/// <param name="Tolerance">Relative residual at which the whitened solver takes a row as solved, 1e-6 … 0.1; for large α it is tightened.</param>
public sealed record TrainingOptions(
    int Seed, int Threads = 0, SolverKind Solver = SolverKind.Whitened, double Tolerance = TrainingOptions.DefaultTolerance)
{
    /// <summary>Beyond it metrics no longer change.</summary>
    public const double DefaultTolerance = 1e-4;

    /// <summary>Checks every value against its range.</summary>
    /// <exception cref="ExplorerException">A value is out of range; the message names it.</exception>
    public void Validate()
    {
        if (Threads < 0)
        {
            throw new ExplorerException($"Threads: {Threads} is negative. Use 1 or more, or 0 for one per processor.");
        }

        if (!(Tolerance is >= 1e-6 and <= 0.1))
        {
            throw new ExplorerException(FormattableString.Invariant(
                $"Tolerance: {Tolerance} is out of range. Use a number from 1e-6 to 0.1; the default is {DefaultTolerance}."));
        }
    }
}
