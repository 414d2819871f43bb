namespace Explorer.Recommender.Likes;

/// <summary>Likes parted into what is trained on and what is held out. Both matrices have the shape of the whole.</summary>
/// <param name="Train">Users × items, without the held-out likes.</param>
/// <param name="Test">Users × items, only the held-out likes.</param>
/// <param name="TestUsers">The users with held-out likes, ascending.</param>
public sealed record Split(LikesMatrix Train, LikesMatrix Test, IReadOnlyList<int> TestUsers)
{
    /// <summary>What the person should know about it, in sentences; usually empty.</summary>
    public string Note { get; init; } = "";
}
