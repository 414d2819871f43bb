using Explorer.Recommender.Likes;
using Explorer.Recommender.Numerics;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;

namespace Explorer.Recommender.Wrmf;

/// <summary>Owns both tables of factors while they change.</summary>
public sealed class WrmfTrainer
{
    private readonly LikesMatrix _userLikes;
    private readonly LikesMatrix _itemLikes;
    private readonly IHalfEpochSolver _solver;
    private readonly Hyperparameters _hyperparameters;
    private bool _usersAreDone;

    /// <summary>Draws the start factors.</summary>
    /// <remarks>Only items have a start, N(0, σ²): the first half-epoch solves the users from them. Until then users are zero.</remarks>
    /// <param name="likes">Users × items.</param>
    /// <exception cref="ExplorerException">A hyperparameter or an option is out of range.</exception>
    public WrmfTrainer(LikesMatrix likes, Hyperparameters hyperparameters, TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(likes);
        ArgumentNullException.ThrowIfNull(hyperparameters);
        ArgumentNullException.ThrowIfNull(options);
        hyperparameters.Validate();
        options.Validate();

        _userLikes = likes;
        _itemLikes = likes.Transpose();
        _solver = options.Solver == SolverKind.Cholesky
            ? new CholeskySolver(hyperparameters, options.Settings)
            : new WhitenedSolver(hyperparameters, options.Settings);
        _hyperparameters = hyperparameters;
        Threads = options.Threads;
        Factorization = new Factorization(
            new Factors(likes.RowCount, hyperparameters.FactorCount),
            new Factors(likes.ColumnCount, hyperparameters.FactorCount));
        DrawStart(Factorization.Items, options.Seed, options.Settings.StartScale);
    }

    /// <summary>Workers for one half-epoch, 1 or more; 0 means one per processor. May change between epochs; never changes the result.</summary>
    public int Threads { get; set; }

    /// <summary>Completed epochs.</summary>
    public int Epoch { get; private set; }

    /// <summary>The present factors; they change with the next epoch.</summary>
    public Factorization Factorization { get; }

    /// <summary>Sentences for the person about what had to be done beyond the textbook; usually none.</summary>
    public IReadOnlyCollection<string> Notes => _solver.Notes;

    /// <summary>The solver at work, for measuring.</summary>
    internal IHalfEpochSolver Solver => _solver;

    /// <summary>
    /// One epoch: users with items fixed, then items with users fixed. Cancelled, it leaves the trainer as it was after the last
    /// completed half-epoch; the next call goes on from there with the same result as if nothing had happened.
    /// </summary>
    /// <exception cref="ExplorerException">The equations are singular, or a factor is not finite; the message names λ, f and α.</exception>
    public void RunEpoch(CancellationToken cancellationToken)
    {
        var workers = Workers.CountFor(Threads);
        if (!_usersAreDone)
        {
            _solver.Solve(
                _userLikes, Factorization.Items, Factorization.Users, _hyperparameters.Regularization, workers, cancellationToken);
            _usersAreDone = true;
        }

        var ofItems = _hyperparameters.ItemRegularization ?? _hyperparameters.Regularization;
        _solver.Solve(_itemLikes, Factorization.Users, Factorization.Items, ofItems, workers, cancellationToken);
        _usersAreDone = false;
        Epoch++;
    }

    private static void DrawStart(Factors factors, int seed, double scale)
    {
        var random = new Xoshiro256StarStar(seed);
        var values = new double[factors.FactorCount];
        for (var row = 0; row < factors.RowCount; row++)
        {
            Normal.Samples(random, values, 0, scale);
            System.Numerics.Tensors.TensorPrimitives.ConvertTruncating<double, float>(values, factors[row]);
        }
    }
}
