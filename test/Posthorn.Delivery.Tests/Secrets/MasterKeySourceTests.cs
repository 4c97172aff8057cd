using System.Security.Cryptography;
using Posthorn.Delivery.Secrets;
using Posthorn.Delivery.Storage;

namespace Posthorn.Delivery.Tests.Secrets;

public sealed class MasterKeySourceTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("posthorn-");

    [Fact]
    public void A_key_file_is_made_at_the_first_start_for_its_owner_alone_and_read_from_then_on()
    {
        var first = Source().Load(mayCreate: true);
        var again = Source().Load(mayCreate: false);

        again.Id.ToArray().ShouldBe(first.Id.ToArray());
        Convert.FromBase64String(File.ReadAllText(KeyFile).Trim()).Length.ShouldBe(32);
        Directory.GetFiles(_folder.FullName).ShouldBe([KeyFile]);
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(KeyFile).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.GroupWrite)]
    public void A_key_file_that_others_may_touch_refuses_to_start_and_says_what_to_do(UnixFileMode others)
    {
        _ = Source().Load(mayCreate: true);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(KeyFile, File.GetUnixFileMode(KeyFile) | others);

            var refused = Should.Throw<StartRefusedException>(() => Source().Load(mayCreate: false));

            refused.Code.ShouldBe("master_key_exposed");
            refused.Message.ShouldContain($"chmod 600 '{KeyFile}'");
        }
    }

    [Fact]
    public void The_environment_comes_before_the_key_file_and_makes_none()
    {
        Source(Keys.One).Load(mayCreate: true).Id.ToArray().ShouldBe(MasterKey.Parse(Keys.One, "x").Id.ToArray());
        File.Exists(KeyFile).ShouldBeFalse();
    }

    [Fact]
    public void AG12_a_lost_key_file_is_not_replaced_by_a_new_one_where_something_is_sealed()
    {
        Should.Throw<StartRefusedException>(() => Source().Load(mayCreate: false)).Code.ShouldBe("master_key_missing");
        File.Exists(KeyFile).ShouldBeFalse();
    }

    [Theory]
    [InlineData("not base64 at all")]
    [InlineData("c2hvcnQ=")]
    [InlineData("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8g")]
    [InlineData("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHg==")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    public void AG16_what_is_no_key_refuses_to_start_and_is_not_repeated(string text)
    {
        var refused = Should.Throw<StartRefusedException>(() => Source(text).Load(mayCreate: true));

        refused.Code.ShouldBe("master_key_invalid");
        refused.Message.ShouldStartWith("POSTHORN_MASTER_KEY ");
        refused.Message.ShouldNotContain(text);
    }

    [Fact]
    public void A_place_where_no_key_file_can_be_made_is_named()
    {
        var missing = Path.Combine(_folder.FullName, "missing", "posthorn.db.key");

        var refused = Should.Throw<StartRefusedException>(() => new MasterKeySource(null, missing, RandomNumberGenerator.Fill).Load(mayCreate: true));

        refused.Code.ShouldBe("master_key_unreadable");
        refused.Message.ShouldContain(missing);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string KeyFile => Path.Combine(_folder.FullName, "posthorn.db.key");

    private MasterKeySource Source(string? fromEnvironment = null) => new(fromEnvironment, KeyFile, RandomNumberGenerator.Fill);
}
