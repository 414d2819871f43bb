using Explorer.Recommender.Likes;

namespace Explorer.Recommender.Wrmf;

/// <summary>Owns both tables of factors while they change.</summary>
public sealed class WrmfTrainer
{
    /// <summary>Draws the start factors.</summary>
    /// <param name="likes">Users × items.</param>
    public WrmfTrainer(LikesMatrix likes, Hyperparameters hyperparameters, TrainingOptions options) => throw new NotImplementedException();

    /// <summary>Completed epochs.</summary>
    public int Epoch => throw new NotImplementedException();

    /// <summary>The present factors; they change with the next epoch.</summary>
    public Factorization Factorization => throw new NotImplementedException();

    /// <summary>
    /// One epoch: users with items fixed, then items with users fixed. Cancelled, it leaves the trainer as it was after the last
    /// completed half-epoch; the next call goes on from there with the same result as if nothing had happened.
    /// </summary>
    public void RunEpoch(CancellationToken cancellationToken) => throw new NotImplementedException();
}
