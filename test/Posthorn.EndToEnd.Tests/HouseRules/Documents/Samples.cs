using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Posthorn.EndToEnd.Tests.HouseRules.Documents;

/// <summary>
/// What a document shows as C# compiles against what we publish. A block is a program or a set of types; what it takes as given
/// (a variable, a handler) stands above it in a comment that the reader does not see: <c>&lt;!-- given: string secret = ""; --&gt;</c>.
/// </summary>
internal static class Samples
{
    private const string ImplicitUsings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
        global using Microsoft.AspNetCore.Builder; global using Microsoft.AspNetCore.Hosting; global using Microsoft.AspNetCore.Http;
        global using Microsoft.AspNetCore.Routing; global using Microsoft.Extensions.Configuration;
        global using Microsoft.Extensions.DependencyInjection; global using Microsoft.Extensions.Hosting;
        global using Microsoft.Extensions.Logging;
        """;

    private static readonly Lazy<MetadataReference[]> References = new(() =>
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path))]);

    public static IEnumerable<Violation> Check(IEnumerable<SourceFile> documents)
        => documents.SelectMany(MarkdownText.Fences).Where(fence => fence.Language is "csharp" or "cs" or "c#").SelectMany(Compile);

    private static IEnumerable<Violation> Compile(Fence fence)
    {
        // What is given goes between the usings and the statements, and the lines keep the numbers that they have in the document.
        var first = fence.Code.TakeWhile(line => line.Length == 0 || line.StartsWith("using ", StringComparison.Ordinal)).Count();
        var text = string.Join('\n', [.. fence.Code.Take(first), .. GivenAt(fence, first), .. fence.Code.Skip(first)]);

        var tree = CSharpSyntaxTree.ParseText(text);
        var isProgram = tree.GetCompilationUnitRoot().Members.Any(member => member is GlobalStatementSyntax);
        var compilation = CSharpCompilation.Create(
            "Sample",
            [tree, CSharpSyntaxTree.ParseText(ImplicitUsings)],
            References.Value,
            new(isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary));

        return from diagnostic in compilation.GetDiagnostics()
               where diagnostic.Severity == DiagnosticSeverity.Error
               let line = diagnostic.Location.GetMappedLineSpan().StartLinePosition.Line
               select fence.File.At(fence.Line + line, $"{diagnostic.Id}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}");
    }

    private static IEnumerable<string> GivenAt(Fence fence, int line)
        => fence.Given.Length == 0 ? [] : [fence.Given, $"#line {line + 1}"];
}
