using System.Runtime.CompilerServices;
using System.Text;
using Posthorn.Protocol.Profiles;
using Posthorn.Protocol.Signing;
using Posthorn.Protocol.Tests.Signing;

namespace Posthorn.Protocol.Tests.Documentation;

public sealed class ProtocolDocumentTests
{
    private static readonly string Folder = Path.GetDirectoryName(ThisFile())!;
    private static readonly string Document = File.ReadAllText(Path.Combine(Folder, "../../../docs/protocol.md"));

    [Fact]
    public void The_code_in_the_document_is_the_code_that_is_compiled_here()
    {
        var compiled = Flatten(File.ReadAllText(Path.Combine(Folder, "Snippets.cs")));
        var blocks = Document.Split("```csharp\n").Skip(1).Select(block => block.Split("```")[0]).ToList();

        blocks.Count.ShouldBe(2);
        blocks.ShouldAllBe(block => compiled.Contains(Flatten(block), StringComparison.Ordinal));
    }

    [Fact]
    public void The_document_names_every_scheme_with_its_headers_every_code_and_every_event_type()
    {
        foreach (var scheme in SigningScheme.All)
        {
            Document.ShouldContain($"| `{scheme.Name}` | {string.Join(", ", scheme.HeaderNames.Select(name => $"`{name}`"))} |");
        }

        EventTypes.OfSessions.Concat(EventTypes.OfSully).ShouldAllBe(type => Document.Contains($"`{type}`", StringComparison.Ordinal));
        Enum.GetValues<SignatureStatus>()
            .Where(status => status != SignatureStatus.NotChecked)
            .Select(status => new SignatureVerdict(status).Code)
            .ShouldAllBe(code => Document.Contains($"| `{code}` |", StringComparison.Ordinal));
    }

    [Fact]
    public void The_code_of_the_document_does_what_the_document_says()
    {
        var sully = SigningScheme.Sully.SignWith("{}", SigningScheme.Sully.KeyOf(SigningShortcuts.Secret));
        Snippets.Receive(SigningShortcuts.Secret, sully, "{}"u8, SigningShortcuts.Now).ShouldBe(200);
        Snippets.Receive(SigningShortcuts.Secret, sully, "[]"u8, SigningShortcuts.Now).ShouldBe(403);

        var key = SigningScheme.Standard.KeyOf(SigningShortcuts.Secret);
        Snippets.Send("msg_1", SigningShortcuts.Now, SigningShortcuts.Now, "{}"u8, key).Count.ShouldBe(3);
        Should.Throw<ArgumentException>(() => Snippets.Send("msg_1", SigningShortcuts.Now, SigningShortcuts.Now, "{"u8, key));
    }

    private static string Flatten(string code)
    {
        var flat = new StringBuilder();
        foreach (var line in code.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            flat.Append(line).Append('\n');
        }

        return flat.ToString();
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
