using Explorer.Lab.Storage;
using Explorer.Recommender.Likes;

namespace Explorer.Lab.Refits;

/// <summary>What a factorization is trained on.</summary>
internal static class TrainingLikes
{
    /// <summary>All thresholded likes, or for a preview the training part of its trial's split; the same rows and columns either way.</summary>
    /// <param name="core">The dataset's likes after the thresholds.</param>
    public static async Task<LikesMatrix> OfAsync(Refit refit, LikeSet core, DatasetStore datasets, CancellationToken cancellationToken)
    {
        if (refit.PreviewOf is not { } key)
        {
            return await Task.Run(() => LikesMatrix.Of(core), cancellationToken);
        }

        var test = key.TestDatasetId is { } file ? await datasets.LikesAsync(file, cancellationToken) : null;
        return await Task.Run(() => key.Apply(core, test).Train, cancellationToken);
    }
}
