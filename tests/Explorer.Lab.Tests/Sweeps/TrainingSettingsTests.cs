using Explorer.Lab.Refits;
using Explorer.Lab.Storage;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Tests.Refits;
using Explorer.Lab.Work;
using Explorer.Recommender;
using Explorer.Recommender.Wrmf;
using Explorer.TestKit;
using Microsoft.Data.Sqlite;

namespace Explorer.Lab.Tests.Sweeps;

/// <summary>The way of the training settings and of a λ for items from what was asked for to what is trained.</summary>
public sealed class TrainingSettingsTests : IDisposable
{
    private static readonly TrainingSettings s_unusual = new()
    {
        Confidence = new Confidence(ConfidenceKind.Logarithmic, 0.25),
        FrequencyExponent = 0.5,
        FrequencyOffset = 0.01,
        StartScale = 0.1,
        Tolerance = 1e-5,
    };

    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_sweep_and_its_refit_are_stored_with_what_was_asked_for()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path, new ScriptedTrialEngine());
        var dataset = await lab.ImportAsync(LikesText.Halves());
        var spec = SweepSpec.Small(dataset.Id) with
        {
            HoldOut = new(2, 0.2, 0),
            Grid = new Grid([4], [0.1, 1], [9]) { ItemRegularization = [0.5, 2, 0.5] },
            Epochs = [1],
            Training = s_unusual,
        };

        var sweep = await lab.Get<SweepControl>().CreateAsync(spec, Token);
        await Eventually.BecomesAsync(() => lab.Get<SweepStore>().GetAsync(sweep.Id, Token), s => s.State == WorkState.Completed, Token);
        var trials = await lab.Get<TrialStore>().TrialsAsync(sweep, Token);
        var refit = await lab.Get<RefitControl>().StartAsync(trials[1].Id, Token);

        Assert.Equal(s_unusual, (await lab.Get<SweepStore>().GetAsync(sweep.Id, Token)).Spec.Training);
        Assert.Equal(
            [(0.1, 0.5), (0.1, 2), (1, 0.5), (1, 2)],
            trials.Select(trial => (trial.Hyperparameters.Regularization, trial.Hyperparameters.ItemRegularization!.Value)));
        Assert.Equal((s_unusual, trials[1].Hyperparameters), (refit.Training, refit.Hyperparameters));
        Assert.Equal(s_unusual, TrialRequest.For(sweep, trials[0]).Training);
    }

    [Fact]
    public async Task A_refit_is_trained_with_the_settings_of_its_sweep()
    {
        var plain = await RefitAsync("plain", TrainingSettings.Default);
        var unusual = await RefitAsync("unusual", s_unusual);

        Assert.NotEqual(plain.Items[0].ToArray(), unusual.Items[0].ToArray());
    }

    [Fact]
    public async Task A_sweep_stored_before_there_was_a_choice_has_the_defaults()
    {
        await WriteSchemaOneAsync(_folder.Path);

        await using var again = await LabHost.StartAsync(_folder.Path, new ScriptedTrialEngine(isGated: true));
        var sweep = Assert.Single(await again.Get<SweepStore>().ListAsync(Token));
        var trial = Assert.Single(await again.Get<TrialStore>().TrialsAsync(sweep, Token));

        Assert.Equal(TrainingSettings.Default, sweep.Spec.Training);
        Assert.Equal(new Hyperparameters(4, 0.1, 9), trial.Hyperparameters);
    }

    [Fact]
    public void Combinations_without_a_list_for_items_leave_their_regularization_open()
    {
        var grid = new Grid([4], [0.1, 1], [9]);

        Assert.Equal([null, null], grid.Combinations().Select(combination => combination.ItemRegularization));
        Assert.Equal(2, (grid with { ItemRegularization = [] }).Count);
        Assert.Equal(4, (grid with { ItemRegularization = [1, 3, 1] }).Count);
    }

    public static TheoryData<string, SweepSpec> Unusable
    {
        get
        {
            var small = SweepSpec.Small(new(1));
            return new()
            {
                { "of items", small with { Grid = small.Grid with { ItemRegularization = [-1] } } },
                { "ν", small with { Training = new() { FrequencyExponent = 1.1 } } },
                { "α₀", small with { Training = new() { FrequencyOffset = -1 } } },
                { "σ", small with { Training = new() { StartScale = 0 } } },
                { "Tolerance", small with { Training = new() { Tolerance = double.NaN } } },
                { "ε", small with { Training = new() { Confidence = new(ConfidenceKind.Logarithmic, 0) } } },
                { "Confidence", small with { Training = new() { Confidence = new((ConfidenceKind)7) } } },
                { "Confidence", small with { Training = new() { Confidence = null! } } },
            };
        }
    }

    [Theory]
    [MemberData(nameof(Unusable))]
    public void What_is_out_of_range_is_refused_by_name(string named, SweepSpec spec)
    {
        var refusal = Assert.Throws<ExplorerException>(() => spec.Validate(new SweepOptions()));

        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
    }

    private async Task<Factorization> RefitAsync(string folder, TrainingSettings settings)
    {
        await using var lab = await LabHost.StartAsync(Path.Combine(_folder.Path, folder));
        var refit = await RefitWorkerTests.RefitAsync(lab, settings);
        return (await lab.Get<FactorizationStore>().LoadAsync(refit.Id, Token)).Factorization;
    }

    /// <summary>A database as the first version left it, with one sweep.</summary>
    private static async Task WriteSchemaOneAsync(string folder)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "explorer.db")};Pooling=False");
        await connection.OpenAsync(Token);
        await using var script = typeof(Database).Assembly.GetManifestResourceStream("Explorer.Lab.Storage.Schema.sqlite.sql")!;
        using var reader = new StreamReader(script);
        await using var command = connection.CreateCommand();
        command.CommandText = await reader.ReadToEndAsync(Token) + """
            ;
            pragma user_version = 1;
            insert into dataset values (1, 'Old', 'item', 'drawn', 0, 'none', 1, 1, 0, 0, 1, 1, '', 0, 0);
            insert into sweep values (1, 1, '{"DatasetId":{"Value":1},"MinLikesPerUser":5,"MinLikesPerItem":5,"HoldOut":{"K":5,"Fraction":0.2,"Seed":0},"Metric":0,"Grid":{"Factors":[4],"Regularization":[0.1],"Alpha":[9]},"Epochs":[1]}', 'completed', '', 0, null, null);
            insert into trial values (1, 1, 1, 4, 0.1, 9, 'completed', '');
            """;
        await command.ExecuteNonQueryAsync(Token);
    }
}
