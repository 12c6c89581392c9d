@echo off
rem Starts MambaScope with a JDK 25 or newer: JAVA_HOME first, then the usual places, then the path.
setlocal enabledelayedexpansion
for %%I in ("%~dp0..") do set "HOME_FOLDER=%%~fI"
set "JAVA="

if defined JAVA_HOME call :try "%JAVA_HOME%"
if not defined JAVA for /d %%D in ("%ProgramFiles%\Eclipse Adoptium\jdk-*" "%ProgramFiles%\Java\jdk-*" "%ProgramFiles%\Microsoft\jdk-*" "%ProgramFiles%\Zulu\zulu-*" "%USERPROFILE%\.jdks\*") do (
    if not defined JAVA call :try "%%~D"
)
if not defined JAVA for /f "delims=" %%J in ('where java 2^>nul') do (
    if not defined JAVA for %%K in ("%%~dpJ..") do call :try "%%~fK"
)
if not defined JAVA (
    echo MambaScope needs Java 25 or newer, and none was found. 1>&2
    echo Install a JDK 25 ^(Temurin, for example^), or set JAVA_HOME to one. 1>&2
    exit /b 1
)

"%JAVA%" --add-modules=jdk.incubator.vector --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow ^
    -Dai.djl.offline=true "-Dmambascope.home=%HOME_FOLDER%" %MAMBASCOPE_JAVA_OPTIONS% ^
    -cp "%HOME_FOLDER%\lib\*" org.mambascope.Main %*
exit /b %ERRORLEVEL%

:try
if not exist "%~1\bin\java.exe" exit /b
if not exist "%~1\release" exit /b
for /f "tokens=2 delims==" %%V in ('findstr /b "JAVA_VERSION=" "%~1\release"') do (
    for /f "tokens=1 delims=." %%M in ("%%~V") do if %%M geq 25 set "JAVA=%~1\bin\java.exe"
)
exit /b
