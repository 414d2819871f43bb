using Explorer.Recommender.Likes;

namespace Explorer.Recommender.Wrmf;

/// <summary>λᵤ of the rows of one side, as the smallest of them and what each row has beyond it.</summary>
/// <remarks>The smallest goes into the matrix that all rows share; a row without likes has no equations and does not count.</remarks>
internal sealed class RowRegularization
{
    private readonly LikesMatrix _likes;
    private readonly TrainingSettings _settings;
    private readonly double _regularization;

    /// <summary>Finds the smallest.</summary>
    /// <param name="regularization">λ of this side.</param>
    public RowRegularization(LikesMatrix likes, TrainingSettings settings, double regularization)
    {
        (_likes, _settings, _regularization) = (likes, settings, regularization);
        IsUniform = settings.FrequencyExponent == 0 || regularization == 0;
        Smallest = IsUniform ? regularization : settings.RegularizationOf(regularization, FewestLikes(likes), likes.ColumnCount);
    }

    /// <summary>Whether all rows have the same.</summary>
    public bool IsUniform { get; }

    /// <summary>The smallest λᵤ of a row with likes.</summary>
    public double Smallest { get; }

    /// <summary>λᵤ − <see cref="Smallest"/> of a row with likes, 0 or more.</summary>
    public double BeyondSmallest(int row) =>
        IsUniform ? 0 : _settings.RegularizationOf(_regularization, _likes[row].Length, _likes.ColumnCount) - Smallest;

    private static int FewestLikes(LikesMatrix likes)
    {
        var fewest = int.MaxValue;
        for (var row = 0; row < likes.RowCount; row++)
        {
            fewest = likes[row].IsEmpty ? fewest : Math.Min(fewest, likes[row].Length);
        }

        return fewest == int.MaxValue ? 0 : fewest;
    }
}
