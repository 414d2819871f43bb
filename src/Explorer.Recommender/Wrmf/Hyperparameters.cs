using System.Globalization;

namespace Explorer.Recommender.Wrmf;

/// <summary>One grid point of weighted regularized matrix factorization (Hu, Koren and Volinsky 2008).</summary>
/// <param name="FactorCount">f, the length of each user's and item's factors: 1 … 1,024.</param>
/// <param name="Regularization">λ, 0 or more, finite; of users, and of items too unless <see cref="ItemRegularization"/> is set.</param>
/// <param name="Alpha">α of c = 1 + αd, 0 or more, finite. See <see cref="Confidence"/> for other libraries' conventions.</param>
public sealed record Hyperparameters(int FactorCount, double Regularization, double Alpha)
{
    /// <summary>The largest number of factors that is accepted.</summary>
    public const int MaxFactorCount = 1024;

    /// <summary>λ of items, 0 or more, finite; null when it is <see cref="Regularization"/>.</summary>
    public double? ItemRegularization { get; init; }

    /// <summary>Checks every value against its range.</summary>
    /// <exception cref="ExplorerException">A value is out of range; the message names it.</exception>
    public void Validate()
    {
        if (FactorCount is < 1 or > MaxFactorCount)
        {
            throw new ExplorerException($"Factors: {FactorCount} is out of range. Use a whole number from 1 to {MaxFactorCount}.");
        }

        Require("Regularization (λ)", Regularization);
        Require("Regularization of items (λ)", ItemRegularization ?? 0);
        Require("Alpha (α)", Alpha);
    }

    /// <summary>For example “f = 40, λ = 0.1, α = 49”, or “f = 40, λ = 0.1, λ of items = 1, α = 49”.</summary>
    public override string ToString() => ItemRegularization is { } ofItems
        ? string.Create(CultureInfo.InvariantCulture, $"f = {FactorCount}, λ = {Regularization:R}, λ of items = {ofItems:R}, α = {Alpha:R}")
        : string.Create(CultureInfo.InvariantCulture, $"f = {FactorCount}, λ = {Regularization:R}, α = {Alpha:R}");

    private static void Require(string name, double value)
    {
        if (!(value >= 0) || double.IsInfinity(value))
        {
            throw new ExplorerException(FormattableString.Invariant($"{name}: {value} is out of range. Use 0 or a positive number."));
        }
    }
}
