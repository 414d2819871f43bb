using Explorer.Lab.Network;

namespace Explorer.Lab.Tests.Thumbnails;

public sealed class ThumbnailServicesTests : ThumbnailTests
{
    [Fact]
    public async Task Private_addresses_are_not_called()
    {
        Settings["Thumbnails:AllowPrivateAddresses"] = "false";
        Settings["system clock"] = "true";

        var thumbnail = await GetAsync("good/a");

        Assert.False(thumbnail.IsFinal);
        Assert.Equal(0, Server.Asked("/good/a"));
    }

    [Fact]
    public async Task A_redirect_to_a_private_address_is_not_followed()
    {
        using var client = new HttpClient(GuardedHandler.Create(address => address.ToString() == "127.0.0.1", "Thumbnails:AllowPrivateAddresses"));

        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(Server.UrlOf("elsewhere/a"), Token));

        Assert.Equal((1, 0), (Server.Asked("/elsewhere/a"), Server.Asked("/good/private")));
    }
}
