using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Posthorn.EndToEnd.Tests.HouseRules.Edges;

/// <summary>The id of a log event comes from an <c>EventIds</c> class, stands for one message, and its number for one id.</summary>
internal static class LogEventIds
{
    public static IEnumerable<Violation> Check(IReadOnlyCollection<SourceFile> files)
        => NotNamed(files).Concat(UsedTwice(files)).Concat(SameNumber(files));

    private static IEnumerable<Violation> NotNamed(IEnumerable<SourceFile> files)
        => from use in files.SelectMany(Uses)
           where !use.Id.StartsWith("EventIds.", StringComparison.Ordinal)
           select use.File.At(use.Where, $"the event id is '{use.Id}'; ids are named in EventIds");

    private static IEnumerable<Violation> UsedTwice(IEnumerable<SourceFile> files)
        => from use in files.SelectMany(Uses)
           where use.Id.StartsWith("EventIds.", StringComparison.Ordinal)
           group use by (use.File.Project, use.Id) into uses
           from again in uses.Skip(1)
           select again.File.At(again.Where, $"{again.Id} stands for another message already");

    private static IEnumerable<Violation> SameNumber(IEnumerable<SourceFile> files)
        => from id in files.SelectMany(Ids)
           group id by id.Number into ids
           from again in ids.Skip(1)
           select again.File.At(again.Where, $"{again.Number} is the number of another event already");

    private static IEnumerable<(SourceFile File, AttributeSyntax Where, string Id)> Uses(SourceFile file)
        => from attribute in file.Syntax.DescendantNodes().OfType<AttributeSyntax>()
           where LogCalls.IsLoggerMessage(attribute)
           let arguments = attribute.ArgumentList?.Arguments.ToArray() ?? []
           let named = arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == "EventId")
           let id = named ?? arguments.FirstOrDefault(argument => argument.NameEquals is null)
           select (file, attribute, id?.Expression.ToString() ?? "");

    private static IEnumerable<(SourceFile File, VariableDeclaratorSyntax Where, string Number)> Ids(SourceFile file)
        => from type in file.Syntax.DescendantNodes().OfType<ClassDeclarationSyntax>()
           where type.Identifier.ValueText == "EventIds"
           from field in type.Members.OfType<FieldDeclarationSyntax>()
           where field.Modifiers.Any(SyntaxKind.ConstKeyword)
           from constant in field.Declaration.Variables
           select (file, constant, constant.Initializer?.Value.ToString() ?? "");
}
