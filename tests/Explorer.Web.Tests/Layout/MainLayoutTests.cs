using Bunit;
using Explorer.Recommender;
using Explorer.Web.Layout;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Explorer.Web.Tests.Layout;

public class MainLayoutTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_first_thing_shown_has_the_browsers_theme(bool isDark)
    {
        await using var context = await PagesContext.StartAsync(hasPopovers: false);
        context.JSInterop.Setup<VisitorReport?>("explorerTheme.visitor").SetResult(new VisitorReport("system", isDark, "UTC", 0));

        var layout = Render(context, builder =>
        {
            builder.OpenComponent<Themed>(0);
            builder.CloseComponent();
        });

        layout.WaitForAssertion(() => Assert.Equal(isDark ? "dark" : "light", layout.Find("main").TextContent.Trim()));
        Assert.Equal("true", layout.Find(".frame").GetAttribute("data-interactive"));
    }

    [Fact]
    public async Task Nothing_is_shown_before_the_theme_is_known()
    {
        await using var context = await PagesContext.StartAsync(hasPopovers: false);
        context.JSInterop.Setup<VisitorReport?>("explorerTheme.visitor");

        var layout = Render(context, builder => builder.AddContent(0, "page"));

        Assert.Empty(layout.FindAll("main"));
    }

    [Fact]
    public async Task A_page_that_fails_shows_a_reference_and_can_be_tried_again()
    {
        await using var context = await PagesContext.StartAsync(hasPopovers: false);
        var fails = true;
        var layout = Render(context, builder => builder.AddContent(0, fails ? throw new InvalidOperationException("secret") : "well"));
        layout.WaitForAssertion(() => Assert.Contains("Something went wrong", layout.Find("main").TextContent, StringComparison.Ordinal));
        Assert.DoesNotContain("secret", layout.Markup, StringComparison.Ordinal);

        fails = false;
        layout.Find("main button").Click();

        layout.WaitForAssertion(() => Assert.Equal("well", layout.Find("main").TextContent.Trim()));
    }

    [Fact]
    public async Task A_refusal_that_a_page_lets_through_is_shown_as_it_stands()
    {
        await using var context = await PagesContext.StartAsync(hasPopovers: false);

        var layout = Render(context, _ => throw new ExplorerException("There is no dataset 7."));

        layout.WaitForAssertion(() => Assert.Contains("There is no dataset 7.", layout.Find("main").TextContent, StringComparison.Ordinal));
    }

    private static IRenderedComponent<MainLayout> Render(PagesContext context, RenderFragment body) =>
        context.Render<MainLayout>(parameters => parameters.Add(layout => layout.Body, body));

    private sealed class Themed : ComponentBase
    {
        [CascadingParameter(Name = "IsDark")]
        public bool IsDark { get; set; }

        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, IsDark ? "dark" : "light");
    }
}
