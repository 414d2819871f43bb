namespace Explorer.Recommender.Likes;

/// <summary>What several rows of the same user and item come to.</summary>
public enum Repeats
{
    /// <summary>Their weights are added.</summary>
    Sum,

    /// <summary>The greatest weight counts.</summary>
    Maximum,
}
