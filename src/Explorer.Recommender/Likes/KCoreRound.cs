namespace Explorer.Recommender.Likes;

/// <summary>One round of thresholding: first thin users leave, then the items that are thin without them.</summary>
/// <param name="UsersRemoved">Users that fell below their threshold in this round, or lost every item to it.</param>
/// <param name="ItemsRemoved">Items that fell below theirs.</param>
/// <param name="Users">Users left after the round.</param>
/// <param name="Items">Items left after the round.</param>
/// <param name="Likes">Likes left after the round.</param>
public sealed record KCoreRound(int UsersRemoved, int ItemsRemoved, int Users, int Items, int Likes);
