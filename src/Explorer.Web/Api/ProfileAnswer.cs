using Explorer.Lab.Datasets;
using Explorer.Recommender.Likes;

namespace Explorer.Web.Api;

/// <summary>A most liked item.</summary>
internal sealed record TopItemAnswer(string ItemId, string Name, int Likes);

/// <summary>What a dataset looks like in numbers. Times are Unix seconds.</summary>
internal sealed record ProfileAnswer(
    DatasetAnswer Dataset,
    LikesSpread Users,
    LikesSpread Items,
    IReadOnlyList<TopItemAnswer> TopItems,
    WeightSpread? Weights,
    long? FirstTime,
    long? LastTime)
{
    public static ProfileAnswer Of(Dataset dataset, LikeSet likes, LikeSetProfile profile) => new(
        DatasetAnswer.Of(dataset),
        profile.Users,
        profile.Items,
        [.. profile.TopItems.Select(top => new TopItemAnswer(likes.ItemVocabulary[top.Item], likes.ItemNames[top.Item], top.Likes))],
        profile.Weights,
        profile.FirstTime,
        profile.LastTime);
}
