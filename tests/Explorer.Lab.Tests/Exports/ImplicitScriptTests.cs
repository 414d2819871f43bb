using System.Diagnostics;
using System.Text.Json;
using Explorer.Lab.Datasets;
using Explorer.Lab.Exports;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Work;
using Explorer.Recommender.Evaluation;
using Explorer.Recommender.Wrmf;
using Explorer.TestKit;

namespace Explorer.Lab.Tests.Exports;

public sealed class ImplicitScriptTests : IDisposable
{
    /// <summary>Stands in for implicit and says what it was given; the confidence is what implicit makes of it, alpha times the matrix.</summary>
    private const string Implicit = """
        import json
        class AlternatingLeastSquares:
            def __init__(self, **given): self.given = given
            def fit(self, matrix): print(json.dumps(dict(self.given, confidence=[self.given["alpha"] * c for c in matrix.data])))
        """;

    /// <summary>As much of numpy and of a sparse matrix as the scripts use.</summary>
    private const string Numpy = """
        import math
        float32 = float
        class Values(list):
            def __mul__(self, other): return Values(v * other for v in self)
            __rmul__ = __mul__
            def __radd__(self, other): return Values(v + other for v in self)
            def __truediv__(self, other): return Values(v / other for v in self)
        def log(values): return Values(math.log(v) for v in values)
        class Matrix:
            def __init__(self, data): self.data = Values(data)
            def astype(self, kind): return Matrix(self.data)
        """;

    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(49, false, 0.1)]
    [InlineData(0, false, 0)]
    [InlineData(0.5, true, 1e-5)]
    [InlineData(999, true, 100)]
    public async Task The_script_runs_and_gives_every_like_the_confidence_it_had_here(double alpha, bool isWeighted, double regularization)
    {
        double[] counts = isWeighted ? [1, 2, 7.5] : [1, 1, 1];
        var hyperparameters = new Hyperparameters(40, regularization, alpha);

        var given = await RunAsync(ImplicitScript.Of(SweepOf(TrainingSettings.Default), TrialOf(hyperparameters), isWeighted), counts);

        Assert.Equal(
            (40, regularization, 16, false, 3),
            (given.GetProperty("factors").GetInt32(), given.GetProperty("regularization").GetDouble(), given.GetProperty("iterations").GetInt32(),
                given.GetProperty("use_cg").GetBoolean(), given.GetProperty("random_state").GetInt32()));
        Assert.Equal(counts.Select(count => Confidence.Linear.Of(alpha, count)), given.GetProperty("confidence").EnumerateArray().Select(value => value.GetDouble()));
    }

    [Fact]
    public async Task A_logarithmic_confidence_is_computed_in_the_matrix()
    {
        var confidence = new Confidence(ConfidenceKind.Logarithmic, 0.5);

        var given = await RunAsync(
            ImplicitScript.Of(SweepOf(new TrainingSettings { Confidence = confidence }), TrialOf(new Hyperparameters(4, 1, 9)), isWeighted: false), [1, 3]);

        Assert.Equal(
            new[] { confidence.Of(9, 1), confidence.Of(9, 3) },
            given.GetProperty("confidence").EnumerateArray().Select(value => value.GetDouble()).ToArray(),
            (expected, actual) => Math.Abs(expected - actual) < 1e-12);
    }

    [Fact]
    public void The_convention_is_said_and_so_is_what_implicit_cannot_do()
    {
        var training = new TrainingSettings { FrequencyExponent = 0.5, FrequencyOffset = 1 };

        var script = ImplicitScript.Of(SweepOf(training), TrialOf(new Hyperparameters(4, 1, 49) { ItemRegularization = 3 }), isWeighted: false);

        Assert.Contains("c = 1 + alpha*d with alpha = 49", script, StringComparison.Ordinal);
        Assert.Contains("alpha=50.0", script, StringComparison.Ordinal);
        Assert.Contains("another regularization for items (3)", script, StringComparison.Ordinal);
        Assert.Contains("(likes + 1*n)^0.5", script, StringComparison.Ordinal);
    }

    private static Sweep SweepOf(TrainingSettings training) => new(
        new SweepId(1), SweepSpec.Small(new DatasetId(1)) with { HoldOut = new(5, 0.2, 3), Training = training }, "Test", WorkState.Completed, "", default, null, null, 1, 1);

    private static Trial TrialOf(Hyperparameters hyperparameters) => new(
        new TrialId(2), new SweepId(1), 7, hyperparameters, WorkState.Completed, "", 20, 1, new LearningCurvePoint(16, 0, 0, 0, 0, 0, 1, 1));

    private async Task<JsonElement> RunAsync(string script, double[] counts)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/python3"), "Python is not installed.");
        Directory.CreateDirectory(Path.Combine(_folder.Path, "implicit"));
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "implicit", "als.py"), Implicit, Token);
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "numpy.py"), Numpy, Token);
        var matrix = $"import numpy\nuser_items = numpy.Matrix({JsonSerializer.Serialize(counts)})\n";
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "run.py"), matrix + script, Token);

        using var python = Process.Start(new ProcessStartInfo("/usr/bin/python3", ["run.py"])
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = await python.StandardOutput.ReadToEndAsync(Token);
        var errors = await python.StandardError.ReadToEndAsync(Token);
        await python.WaitForExitAsync(Token);
        Assert.True(python.ExitCode == 0, errors);
        return JsonSerializer.Deserialize<JsonElement>(output);
    }
}
