using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;

namespace Explorer.Web.Layout;

/// <summary>The frame around every page: rail, top bar, theme, and what is shown when a page fails.</summary>
public sealed partial class MainLayout
{
    private DotNetObjectReference<MainLayout>? _self;
    private PageErrorBoundary? _boundary;
    private bool _isKnown;

    [Inject]
    public required Visitor Visitor { get; init; }

    [Inject]
    public required IJSRuntime Js { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    /// <summary>Called by js/theme.js when the operating system changes its theme and the visitor follows it.</summary>
    [JSInvokable]
    public void OnSystemThemeChanged(bool isDark)
    {
        Visitor.IsDark = isDark;
        StateHasChanged();
    }

    public void Dispose() => _self?.Dispose();

    // Another page deserves another try.
    protected override void OnParametersSet() => _boundary?.Recover();

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
        {
            return;
        }

        if (await Js.InvokeAsync<VisitorReport?>("explorerTheme.visitor") is { } report)
        {
            Visitor.Learn(report);
        }

        _isKnown = true;
        _self = DotNetObjectReference.Create(this);
        StateHasChanged();
        await Js.InvokeVoidAsync("explorerTheme.ready", _self);
    }

    private async Task ChooseThemeAsync(ThemeChoice choice)
    {
        Visitor.Theme = choice;
        Visitor.IsDark = await Js.InvokeAsync<bool>("explorerTheme.choose", choice.ToString().ToLowerInvariant());
    }

    private async Task ShowShortcutsAsync() => await Dialogs.ShowAsync<ShortcutsDialog>("Keyboard shortcuts");
}
