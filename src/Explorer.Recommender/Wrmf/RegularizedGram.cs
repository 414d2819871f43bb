using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace Explorer.Recommender.Wrmf;

/// <summary>G = YᵀY + λI with its Cholesky factor, in double; when G is singular, with the smallest jitter that helps.</summary>
internal sealed class RegularizedGram
{
    /// <summary>Each jitter tried is this many times the one before.</summary>
    private const double JitterGrowth = 10;

    /// <summary>Relative to the largest diagonal element; a larger jitter would no longer be the same problem.</summary>
    private const double LargestJitter = 1e-3;

    // These matrices are small: MathNet's own threads would cost more than they save, and get in the way of ours.
    static RegularizedGram() => Control.UseSingleThread();

    private RegularizedGram(Matrix<double> matrix, Cholesky<double> cholesky, double jitter)
    {
        Matrix = matrix;
        Cholesky = cholesky;
        Jitter = jitter;
    }

    /// <summary>G, jitter included, shape [f × f].</summary>
    public Matrix<double> Matrix { get; }

    /// <summary>G = LLᵀ.</summary>
    public Cholesky<double> Cholesky { get; }

    /// <summary>What was added to the diagonal beside λ; 0 when nothing was needed.</summary>
    public double Jitter { get; }

    /// <summary>The smallest squared pivot over the largest: an upper bound of 1 / condition.</summary>
    public double PivotRatio => PivotRatioOf(Cholesky);

    /// <summary>Sentence for the notes of a trial, or null when there was no jitter.</summary>
    public string? NoteFor(Hyperparameters hyperparameters) => Jitter == 0
        ? null
        : FormattableString.Invariant($"The equations were singular with {LambdaOf(hyperparameters)} and f = {hyperparameters.FactorCount}: ") +
            "the data supports fewer factors. A jitter was added to the diagonal, the smallest that works. Raise λ to choose its size yourself.";

    /// <summary>Factors G.</summary>
    /// <param name="gram">YᵀY, shape [f × f].</param>
    /// <param name="lambda">λ to put on the diagonal.</param>
    /// <param name="hyperparameters">For the message of a refusal.</param>
    /// <param name="leastPivotRatio">Below this ratio of squared pivots G counts as singular.</param>
    /// <exception cref="ExplorerException">No jitter helps, or a number is not finite.</exception>
    public static RegularizedGram Of(Matrix<double> gram, double lambda, Hyperparameters hyperparameters, double leastPivotRatio)
    {
        var largest = gram.Diagonal().Maximum() + lambda;
        if (!double.IsFinite(largest))
        {
            throw Failure(hyperparameters, "grew beyond what a number can hold");
        }

        if (largest == 0)
        {
            // All factors are zero, and stay zero whatever is on the diagonal.
            return Factored(gram, 1, 1)!;
        }

        for (var jitter = 0.0; jitter <= LargestJitter; jitter = jitter == 0 ? leastPivotRatio : jitter * JitterGrowth)
        {
            if (Factored(gram, lambda, jitter * largest) is { } found && found.PivotRatio >= leastPivotRatio)
            {
                return found;
            }
        }

        throw Failure(hyperparameters, "are singular");
    }

    /// <summary>The refusal for equations that cannot be solved.</summary>
    /// <param name="what">Completes “the equations …”.</param>
    public static ExplorerException Failure(Hyperparameters hyperparameters, string what) => new(
        FormattableString.Invariant($"Training failed: the equations {what} with {LambdaOf(hyperparameters)}, ") +
        FormattableString.Invariant($"f = {hyperparameters.FactorCount} and α = {hyperparameters.Alpha:R}. ") +
        "Raise the regularization λ, or use fewer factors or a smaller α.");

    private static string LambdaOf(Hyperparameters hyperparameters) => hyperparameters.ItemRegularization is { } ofItems
        ? FormattableString.Invariant($"λ = {hyperparameters.Regularization:R}, λ of items = {ofItems:R}")
        : FormattableString.Invariant($"λ = {hyperparameters.Regularization:R}");

    private static RegularizedGram? Factored(Matrix<double> gram, double lambda, double jitter)
    {
        var matrix = gram.Clone();
        for (var index = 0; index < matrix.RowCount; index++)
        {
            matrix[index, index] += lambda + jitter;
        }

        try
        {
            return new RegularizedGram(matrix, matrix.Cholesky(), jitter);
        }
        catch (ArgumentException)
        {
            // How MathNet says "not positive definite".
            return null;
        }
    }

    private static double PivotRatioOf(Cholesky<double> cholesky)
    {
        var pivots = cholesky.Factor.Diagonal();
        var ratio = pivots.Minimum() / pivots.Maximum();
        return ratio * ratio;
    }
}
