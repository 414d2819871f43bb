using Explorer.Recommender.Evaluation;

namespace Explorer.Lab.Sweeps;

/// <summary>Where trials run.</summary>
public interface ITrialEngine
{
    /// <summary>How many trials of a sweep can run at once, 1 or more. May differ each time it is asked.</summary>
    /// <exception cref="Recommender.ExplorerException">The sweep cannot be prepared; its trials would fail with the same message.</exception>
    Task<int> CapacityAsync(Sweep sweep, CancellationToken cancellationToken);

    /// <summary>Looks at the split that all trials of a sweep share. The same request gives the same report.</summary>
    /// <exception cref="Recommender.ExplorerException">The dataset cannot be split so; the message says why.</exception>
    Task<SplitReport> ReportSplitAsync(TrialRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// Trains a trial and yields a point at each epoch asked for. The same request gives the same points, whatever else runs. Safe to be
    /// called for several trials at once. Asked again for more epochs, it may go on or begin anew.
    /// </summary>
    /// <param name="cancellationToken">Stops the training within an epoch, by <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="Recommender.ExplorerException">The trial cannot be trained; the message says why.</exception>
    IAsyncEnumerable<LearningCurvePoint> RunAsync(TrialRequest request, CancellationToken cancellationToken);

    /// <summary>Lets go of what was kept to go on with a sweep that will not go on.</summary>
    void Forget(SweepId sweep);
}
