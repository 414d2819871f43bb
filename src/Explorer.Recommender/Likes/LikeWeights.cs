namespace Explorer.Recommender.Likes;

/// <summary>What every table of likes promises about its weights.</summary>
internal static class LikeWeights
{
    /// <summary>The weights, checked: one positive finite number a like, or none at all.</summary>
    public static float[] Require(float[]? weights, int likeCount)
    {
        if (weights is null or [])
        {
            return [];
        }

        ArgumentOutOfRangeException.ThrowIfNotEqual(weights.Length, likeCount);
        var bad = weights.AsSpan().IndexOfAnyExceptInRange(float.Epsilon, float.MaxValue);
        return bad < 0 ? weights : throw new ArgumentException($"Weights must be positive and finite; like {bad} has {weights[bad]}.");
    }
}
