namespace Explorer.Web.Api;

/// <summary>
/// Refuses requests that change something when a browser sends them from a page of another site: there are no accounts here, so a
/// page one happens to visit must not be able to upload or delete on one's own machine. Programs send no such header and pass.
/// </summary>
internal sealed class CrossSiteGuard(RequestDelegate next, IProblemDetailsService problems)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var site = context.Request.Headers["Sec-Fetch-Site"].ToString();
        var isSafe = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
        if (isSafe || site is "" or "same-origin" or "none")
        {
            await next(context);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        await problems.WriteAsync(new ProblemDetailsContext
        {
            HttpContext = context,
            ProblemDetails =
            {
                Status = StatusCodes.Status403Forbidden,
                Detail = "A page of another site asked for this change. Use Explorer's own pages, or a program.",
            },
        });
    }
}
