using Explorer.Recommender.Likes;
using MathNet.Numerics.LinearAlgebra;

namespace Explorer.Recommender.Wrmf;

/// <summary>Training from end to end in double with <see cref="CholeskySolver"/>: what every other number is checked against.</summary>
/// <remarks>See decision 0003. On one thread, and slow.</remarks>
internal sealed class ReferenceTrainer
{
    private readonly LikesMatrix _userLikes;
    private readonly LikesMatrix _itemLikes;
    private readonly CholeskySolver _solver;
    private readonly Hyperparameters _hyperparameters;

    /// <summary>Starts from given item factors.</summary>
    /// <param name="likes">Users × items.</param>
    /// <param name="items">Shape [items × f].</param>
    public ReferenceTrainer(LikesMatrix likes, Hyperparameters hyperparameters, TrainingSettings settings, Matrix<double> items)
    {
        hyperparameters.Validate();
        settings.Validate();
        _userLikes = likes;
        _itemLikes = likes.Transpose();
        _solver = new CholeskySolver(hyperparameters, settings);
        _hyperparameters = hyperparameters;
        Items = items;
        Users = Matrix<double>.Build.Dense(likes.RowCount, items.ColumnCount);
    }

    /// <summary>X, shape [users × f].</summary>
    public Matrix<double> Users { get; private set; }

    /// <summary>Y, shape [items × f].</summary>
    public Matrix<double> Items { get; private set; }

    /// <summary>One epoch: users with items fixed, then items with users fixed.</summary>
    public void RunEpoch(CancellationToken cancellationToken)
    {
        Users = _solver.Solve(_userLikes, Items, _hyperparameters.Regularization, cancellationToken);
        Items = _solver.Solve(_itemLikes, Users, _hyperparameters.ItemRegularization ?? _hyperparameters.Regularization, cancellationToken);
    }
}
