using Explorer.Lab.Sweeps;
using Explorer.Recommender;
using Explorer.Recommender.Wrmf;

namespace Explorer.Web.Sweeps;

/// <summary>Values for trials to add, as they are typed.</summary>
/// <param name="ItemRegularization">λ of items; empty when items take the users'.</param>
public sealed record TrialsDraft(string Factors, string Regularization, string ItemRegularization, string Alpha)
{
    /// <summary>The texts of a grid.</summary>
    public static TrialsDraft Of(Grid grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        return new TrialsDraft(
            NumberList.Text(grid.Factors), NumberList.Text(grid.Regularization), NumberList.Text(grid.ItemRegularization ?? []), NumberList.Text(grid.Alpha));
    }

    /// <summary>The texts of one trial.</summary>
    public static TrialsDraft Of(Hyperparameters trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        return Of(new Grid([trial.FactorCount], [trial.Regularization], [trial.Alpha])
        {
            ItemRegularization = trial.ItemRegularization is { } ofItems ? [ofItems] : null,
        });
    }

    /// <summary>What they mean.</summary>
    /// <exception cref="ExplorerException">A text cannot be read, or a value is out of range.</exception>
    public Grid ToGrid()
    {
        var grid = new Grid(
            NumberList.Whole(Factors, "Factors"), NumberList.Real(Regularization, "Regularization (λ)"), NumberList.Real(Alpha, "Alpha (α)"))
        {
            ItemRegularization = NumberList.Real(ItemRegularization, "Regularization of items (λ)"),
        };
        grid.Validate();
        return grid;
    }
}
