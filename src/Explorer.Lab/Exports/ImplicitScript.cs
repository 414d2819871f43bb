using System.Globalization;
using System.Text;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Sweeps.Comparison;
using Explorer.Recommender.Wrmf;

namespace Explorer.Lab.Exports;

/// <summary>A trial's settings as Python for the library <c>implicit</c>, with the α convention converted and said.</summary>
/// <remarks>
/// implicit's <c>AlternatingLeastSquares</c> (<c>implicit/cpu/als.py</c>, since its <c>alpha</c> parameter of version 0.6) multiplies the matrix by
/// <c>alpha</c> and takes the product as the confidence: c = alpha·r for a like, 1 for every other cell. The fork behind the post did the same
/// with c = αd. Ours is Hu, Koren and Volinsky's c = 1 + αd, so for plain likes alpha = 1 + α. λ is not scaled by either, and both solve users
/// first. Their start factors are uniform in 0 … 0.01, ours normal, so curves agree after some epochs only.
/// </remarks>
public static class ImplicitScript
{
    /// <summary>The script: imports, the model with comments, the fit.</summary>
    /// <param name="trial">Its best epoch is how long the model is trained; without one, the last epoch of the sweep.</param>
    /// <param name="isWeighted">Whether likes have counts; then the confidences are computed in the matrix and alpha is 1.</param>
    public static string Of(Sweep sweep, Trial trial, bool isWeighted)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        ArgumentNullException.ThrowIfNull(trial);
        var (spec, training, hyperparameters) = (sweep.Spec, sweep.Spec.Training, trial.Hyperparameters);
        var isPlain = !isWeighted && training.Confidence.Kind == ConfidenceKind.Linear;
        var script = new StringBuilder();
        script.Append(Invariant($"# Trial {trial.Number} of sweep {sweep.Id}, exported from Explorer.\n"));
        script.Append("# user_items: a scipy.sparse.csr_matrix, users x items, ").Append(isPlain ? "1.0 for every like,\n" : "the count d for every like,\n");
        script.Append(Invariant($"# after the thresholds: {spec.MinLikesPerUser} likes or more per user and {spec.MinLikesPerItem} per item, repeatedly.\n#\n"));
        AppendConvention(script, training.Confidence, hyperparameters.Alpha, isPlain);
        AppendLimits(script, training, hyperparameters);
        script.Append(isPlain ? "" : "import numpy as np\n");
        script.Append("from implicit.als import AlternatingLeastSquares\n\n");
        if (!isPlain)
        {
            script.Append("confidence = user_items.astype(np.float32)\n");
            script.Append(training.Confidence.Kind == ConfidenceKind.Linear
                ? Invariant($"confidence.data = 1 + {hyperparameters.Alpha:R} * confidence.data\n\n")
                : Invariant($"confidence.data = 1 + {hyperparameters.Alpha:R} * np.log(1 + confidence.data / {training.Confidence.Epsilon:R})\n\n"));
        }

        script.Append("model = AlternatingLeastSquares(\n");
        script.Append(Invariant($"    factors={hyperparameters.FactorCount},\n"));
        script.Append("    regularization=").Append(Float(hyperparameters.Regularization)).Append(",\n");
        script.Append("    alpha=").Append(isPlain ? Float(1 + hyperparameters.Alpha) : "1.0").Append(",\n");
        script.Append(Invariant($"    iterations={trial.Best?.Epoch ?? spec.OrderedEpochs[^1]},{(trial.Best is null ? "" : "  # the trial's best epoch")}\n"));
        script.Append("    use_cg=False,  # exact solves, as here\n");
        script.Append(Invariant($"    random_state={TrialConfiguration.SeedOf(sweep, trial)},  # other start factors than here all the same\n"));
        script.Append(")\n");
        script.Append("model.fit(").Append(isPlain ? "user_items" : "confidence").Append(")\n");
        return script.ToString();
    }

    private static void AppendConvention(StringBuilder script, Confidence confidence, double alpha, bool isPlain)
    {
        script.Append(confidence.Kind == ConfidenceKind.Linear
            ? Invariant($"# Confidence of a like in Explorer: c = 1 + alpha*d with alpha = {alpha:R} (Hu, Koren and Volinsky 2008).\n")
            : Invariant($"# Confidence of a like in Explorer: c = 1 + alpha*log(1 + d/{confidence.Epsilon:R}) with alpha = {alpha:R}.\n"));
        script.Append("# implicit multiplies the matrix by its alpha and takes that as the confidence, c = alpha*d; other cells have c = 1 in both.\n");
        script.Append(isPlain
            ? Invariant($"# With d = 1 for every like, the same confidence is alpha = 1 + {alpha:R} there.\n\n")
            : "# So the confidences are computed here, and alpha stays 1 there.\n\n");
    }

    private static void AppendLimits(StringBuilder script, TrainingSettings training, Hyperparameters hyperparameters)
    {
        if (hyperparameters.ItemRegularization is { } ofItems && ofItems != hyperparameters.Regularization)
        {
            script.Append(Invariant($"# Not the same model: the trial has another regularization for items ({ofItems:R}); implicit has one for both.\n"));
        }

        if (training.FrequencyExponent != 0)
        {
            script.Append(Invariant($"# Not the same model: the trial scales the regularization by (likes + {training.FrequencyOffset:R}*n)^{training.FrequencyExponent:R}; implicit does not.\n"));
        }
    }

    /// <summary>A number that Python reads as a float.</summary>
    private static string Float(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.Contains('.', StringComparison.Ordinal) || text.Contains('E', StringComparison.Ordinal) ? text : text + ".0";
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
