using Explorer.Lab.Datasets;
using Explorer.Recommender.Likes;

namespace Explorer.Lab.Sweeps;

/// <summary>What a split depends on: equal keys give equal splits.</summary>
internal sealed record SplitKey(DatasetId DatasetId, int MinLikesPerUser, int MinLikesPerItem, HoldOut HoldOut, DatasetId? TestDatasetId)
{
    public static SplitKey Of(SweepSpec spec) => new(spec.DatasetId, spec.MinLikesPerUser, spec.MinLikesPerItem, spec.HoldOut, spec.TestDatasetId);

    public static SplitKey Of(TrialRequest request) =>
        new(request.DatasetId, request.MinLikesPerUser, request.MinLikesPerItem, request.HoldOut, request.TestDatasetId);

    /// <summary>Splits thresholded likes.</summary>
    /// <param name="test">The likes of <see cref="TestDatasetId"/>; null without.</param>
    public Split Apply(LikeSet core, LikeSet? test) => test is null ? HoldOut.Apply(LikesMatrix.Of(core), core.Times) : TestFile.Split(core, test);
}
