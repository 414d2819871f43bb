using Explorer.Recommender.Likes;
using Explorer.Recommender.Wrmf;

namespace Explorer.Recommender.Evaluation;

/// <summary>Trains one trial and measures it at the epochs asked for.</summary>
public sealed class LearningCurve
{
    /// <summary>Prepares a trial; nothing is trained yet.</summary>
    /// <param name="split">What to train on and what to measure with.</param>
    /// <param name="k">k of precision@k, 1 or more.</param>
    public LearningCurve(Split split, Hyperparameters hyperparameters, int k, TrainingOptions options) => throw new NotImplementedException();

    /// <summary>Completed epochs.</summary>
    public int Epoch => throw new NotImplementedException();

    /// <summary>Trains up to an epoch and measures there. Cancelled, it can be called again and goes on from the last half-epoch.</summary>
    /// <param name="epoch">Above <see cref="Epoch"/>, or equal to it when an evaluation was cancelled.</param>
    /// <exception cref="ExplorerException">The equations are singular, or a factor is not finite.</exception>
    public LearningCurvePoint AdvanceTo(int epoch, CancellationToken cancellationToken) => throw new NotImplementedException();
}
