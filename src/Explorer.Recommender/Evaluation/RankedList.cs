namespace Explorer.Recommender.Evaluation;

/// <summary>Which items are ranked for a test user, and which likes count as hits. The order of the members is the order in which they are stored.</summary>
public enum RankedList
{
    /// <summary>Post protocol: all items are ranked, training likes are the hits.</summary>
    Train,

    /// <summary>Post protocol: all items are ranked, those liked in training included, and held-out likes are the hits.</summary>
    Test,

    /// <summary>Unseen only: items the user liked in training leave the ranking first, and held-out likes are the hits.</summary>
    TestUnseen,
}
