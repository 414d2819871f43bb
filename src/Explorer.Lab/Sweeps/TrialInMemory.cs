using Explorer.Lab.Work;
using Explorer.Recommender.Evaluation;

namespace Explorer.Lab.Sweeps;

/// <summary>A trial with everything it holds: its likes, its room, its factors.</summary>
internal sealed record TrialInMemory(SweepId SweepId, SplitLease Split, MemoryReservation Memory, LearningCurve Curve) : IDisposable
{
    public void Dispose()
    {
        Split.Dispose();
        Memory.Dispose();
    }
}
