using Explorer.Recommender.Evaluation;

namespace Explorer.Lab.Sweeps;

/// <summary>Where trials run.</summary>
public interface ITrialEngine
{
    /// <summary>Looks at the split that all trials of a sweep share. The same request gives the same report.</summary>
    /// <exception cref="Recommender.ExplorerException">The dataset cannot be split so; the message says why.</exception>
    Task<SplitReport> ReportSplitAsync(TrialRequest request, CancellationToken cancellationToken);

    /// <summary>Trains a trial and yields a point at each epoch asked for. The same request gives the same points.</summary>
    /// <param name="cancellationToken">Stops the training within an epoch, by <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="Recommender.ExplorerException">The trial cannot be trained; the message says why.</exception>
    IAsyncEnumerable<LearningCurvePoint> RunAsync(TrialRequest request, CancellationToken cancellationToken);
}
