namespace Explorer.Recommender.Evaluation;

/// <summary>Likes found among the top k, summed over some users; the fields are those of <see cref="PrecisionAtK"/>.</summary>
internal readonly record struct Hits(long Train, long Test, long TestUnseen)
{
    /// <summary>The hits of both.</summary>
    public static Hits operator +(Hits a, Hits b) => new(a.Train + b.Train, a.Test + b.Test, a.TestUnseen + b.TestUnseen);
}
