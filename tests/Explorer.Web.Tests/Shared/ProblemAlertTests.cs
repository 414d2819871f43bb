using Bunit;
using Explorer.Web.Shared;
using MudBlazor.Services;

namespace Explorer.Web.Tests.Shared;

public sealed class ProblemAlertTests : IAsyncDisposable
{
    private readonly BunitContext _context = new();

    public ProblemAlertTests() => _context.Services.AddMudServices();

    [Fact]
    public void A_message_is_shown_literally()
    {
        var alert = _context.Render<ProblemAlert>(parameters => parameters.Add(problem => problem.Message, "Line 3: <script>x</script>"));

        Assert.Equal("Line 3: <script>x</script>", alert.Find(".text").TextContent);
        Assert.Empty(alert.FindAll("script"));
    }

    [Fact]
    public void Nothing_is_shown_while_there_is_no_problem()
    {
        var alert = _context.Render<ProblemAlert>();

        Assert.Equal("", alert.Find("[role=alert]").TextContent.Trim());
    }

    [Fact]
    public void A_mistake_of_ours_has_a_reference_to_the_log()
    {
        var alert = _context.Render<ProblemAlert>(parameters => parameters.Add(problem => problem.Reference, "0badcafe"));

        Assert.Contains("Something went wrong", alert.Markup, StringComparison.Ordinal);
        Assert.Contains("0badcafe", alert.Markup, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
