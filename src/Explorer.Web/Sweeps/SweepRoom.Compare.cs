using System.Globalization;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Sweeps.Comparison;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;

namespace Explorer.Web.Sweeps;

/// <summary>The trials that are ticked to be compared.</summary>
public sealed partial class SweepRoom
{
    private const string TickedName = "ticked";

    /// <summary>Numbers of the ticked trials, parted by dashes.</summary>
    [SupplyParameterFromQuery(Name = TickedName)]
    public string? TickedWord { get; set; }

    private string? LatestTickedWord => _goingTo is null ? TickedWord
        : QueryHelpers.ParseQuery(new Uri(_goingTo).Query).TryGetValue(TickedName, out var words) ? words.ToString()
        : null;

    private IReadOnlyList<Trial> Ticked => _picture is null || LatestTickedWord is not { } word ? [] :
    [
        .. word.Split('-')
            .Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? _picture.Numbered(number) : null)
            .OfType<Trial>()
            .Distinct(TrialComparer.ById)
            .Take(TrialComparison.MostTrials),
    ];

    private void Tick(Trial trial) => ShowTicked(
        Ticked.Any(ticked => ticked.Id == trial.Id) ? Ticked.Where(ticked => ticked.Id != trial.Id) : Ticked.Append(trial));

    private void Untick() => ShowTicked([]);

    private void ShowTicked(IEnumerable<Trial> trials)
    {
        var word = string.Join('-', trials.Take(TrialComparison.MostTrials).Select(trial => trial.Number.ToString(CultureInfo.InvariantCulture)));
        GoTo(new() { [TickedName] = word.Length == 0 ? null : word });
    }
}
