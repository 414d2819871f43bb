using Explorer.Recommender.Likes;
using Explorer.Recommender.Wrmf;

namespace Explorer.Recommender.Tests.Explanations;

/// <summary>A factorization with the likes it comes from.</summary>
internal sealed record Trained(LikesMatrix Likes, Hyperparameters Hyperparameters, Factorization Factorization)
{
    public static Trained On(LikesMatrix likes, Hyperparameters hyperparameters, int epochs = 5, SolverKind solver = SolverKind.Whitened)
    {
        var trainer = new WrmfTrainer(likes, hyperparameters, new TrainingOptions(Seed: 1, Threads: 2) { Solver = solver });
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            trainer.RunEpoch(TestContext.Current.CancellationToken);
        }

        return new Trained(likes, hyperparameters, trainer.Factorization);
    }
}
